from django.test import RequestFactory, SimpleTestCase, override_settings

from safeguards.address import client_address, client_network


def request(remote="10.0.0.1", forwarded=None):
    extra = {"REMOTE_ADDR": remote}
    if forwarded is not None:
        extra["HTTP_X_FORWARDED_FOR"] = forwarded
    return RequestFactory().get("/", **extra)


class ClientAddressTests(SimpleTestCase):
    @override_settings(TRUSTED_PROXY_COUNT=0)
    def test_without_proxies_the_header_is_not_believed(self):
        self.assertEqual(
            client_address(request("81.2.69.142", "1.2.3.4")), "81.2.69.142"
        )

    @override_settings(TRUSTED_PROXY_COUNT=1)
    def test_one_proxy_names_the_reader(self):
        self.assertEqual(
            client_address(request(forwarded="81.2.69.142")), "81.2.69.142"
        )

    @override_settings(TRUSTED_PROXY_COUNT=1)
    def test_what_the_reader_wrote_before_the_proxy_is_not_believed(self):
        forged = request(forwarded="1.2.3.4, 5.6.7.8, 81.2.69.142")
        self.assertEqual(client_address(forged), "81.2.69.142")

    @override_settings(TRUSTED_PROXY_COUNT=2)
    def test_two_proxies(self):
        forged = request(forwarded="1.2.3.4, 81.2.69.142, 10.0.0.9")
        self.assertEqual(client_address(forged), "81.2.69.142")

    @override_settings(TRUSTED_PROXY_COUNT=2)
    def test_a_chain_shorter_than_our_proxies_is_not_believed(self):
        self.assertEqual(client_address(request(forwarded="1.2.3.4")), "10.0.0.1")

    @override_settings(TRUSTED_PROXY_COUNT=1)
    def test_a_private_address_inside_a_hospital_is_an_address(self):
        self.assertEqual(
            client_address(request(forwarded="192.168.4.7")), "192.168.4.7"
        )

    @override_settings(TRUSTED_PROXY_COUNT=1)
    def test_nonsense_falls_back_to_the_connection(self):
        for header in ["", "nonsense", "unknown", "1.2.3.4.5"]:
            with self.subTest(header=header):
                self.assertEqual(client_address(request(forwarded=header)), "10.0.0.1")

    @override_settings(TRUSTED_PROXY_COUNT=0)
    def test_no_address_at_all(self):
        self.assertEqual(client_address(request(remote="")), "")


@override_settings(TRUSTED_PROXY_COUNT=0)
class ClientNetworkTests(SimpleTestCase):
    def test_an_ipv4_reader_is_an_address(self):
        self.assertEqual(client_network(request("81.2.69.142")), "81.2.69.142")

    def test_an_ipv6_reader_cannot_hop_within_their_own_network(self):
        first = client_network(request("2001:db8:1:2::1"))
        second = client_network(request("2001:db8:1:2:ffff::9"))
        self.assertEqual(first, second)
        self.assertNotEqual(first, client_network(request("2001:db8:1:3::1")))

    def test_no_address(self):
        self.assertEqual(client_network(request("")), "")
