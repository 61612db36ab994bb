"""What happens to packs by the clock."""

from datetime import timedelta

from safeguards.timed_jobs import timed_job

from . import services


@timed_job("make packs left behind", every=timedelta(minutes=1))
def make_packs_left_behind():
    services.make_left_behind()


@timed_job("forget old packs", every=timedelta(days=1))
def forget_old_packs():
    services.forget_packs()
