from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_append_only_events")]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "permissions": [
                    ("suspend_user", "Can suspend people"),
                    ("trust_user", "Can mark people as trusted"),
                    ("check_name", "Can decide about names that wait"),
                ],
                "verbose_name": "person",
                "verbose_name_plural": "people",
            },
        ),
    ]
