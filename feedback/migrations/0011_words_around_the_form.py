"""The words around the form are the site's own, in each reader's language, until editors write others."""

import django.core.validators
from django.db import migrations, models


FIRST_WORDS = {
    "introduction": "Tell us what is wrong, what is missing or what helped you. A person reads every message.",
    "what_happens_next": "We read messages on working days. If you left an e-mail address, we answer within five working days.",
}


def empty_first_words(apps, schema_editor):
    FeedbackSettings = apps.get_model("feedback", "FeedbackSettings")
    for name, words in FIRST_WORDS.items():
        FeedbackSettings.objects.filter(**{name: words}).update(**{name: ""})


def write_first_words(apps, schema_editor):
    FeedbackSettings = apps.get_model("feedback", "FeedbackSettings")
    for name, words in FIRST_WORDS.items():
        FeedbackSettings.objects.filter(**{name: ""}).update(**{name: words})


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0010_notes_and_digests'),
    ]

    operations = [
        migrations.AlterField(
            model_name='feedbackkind',
            name='days_to_answer',
            field=models.PositiveSmallIntegerField(default=5, help_text='Messages are due after so many days from Monday to Friday, bank holidays apart. Visitors are told the day. 0: on the day they came.', validators=[django.core.validators.MaxValueValidator(60)], verbose_name='working days to answer'),
        ),
        migrations.AlterField(
            model_name='feedbackkind',
            name='is_active',
            field=models.BooleanField(default=True, help_text='Take this off instead of deleting: messages that came keep their kind.', verbose_name='offered to visitors'),
        ),
        migrations.AlterField(
            model_name='feedbackkind',
            name='mailbox',
            field=models.EmailField(blank=True, help_text='Gets a mail for each message of this kind, without its words. Empty: the mailbox of the team, under Settings, Feedback form.', max_length=254, verbose_name='mailbox'),
        ),
        migrations.AlterField(
            model_name='feedbackkind',
            name='name',
            field=models.CharField(help_text='As visitors read it, for example: Something is wrong.', max_length=80, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='feedbackkind',
            name='sort_order',
            field=models.PositiveSmallIntegerField(default=0, help_text='The lowest number stands first.', verbose_name='place in the list'),
        ),
        migrations.AlterField(
            model_name='feedbackkind',
            name='used_for',
            field=models.CharField(blank=True, choices=[('', 'Nothing: visitors choose it'), ('wrong', '“Something wrong with this page?” and “not useful”'), ('praise', 'What helped on a useful page'), ('format', '“Ask for this in another format”')], help_text='Some links of the site choose a kind for the visitor. Each needs one kind in every language; without it the form asks.', max_length=10, verbose_name='chosen by'),
        ),
        migrations.AlterField(
            model_name='feedbacksettings',
            name='introduction',
            field=models.TextField(blank=True, help_text="Empty: the site's own words, in the reader's language.", max_length=600, verbose_name='text above the form'),
        ),
        migrations.AlterField(
            model_name='feedbacksettings',
            name='mailbox',
            field=models.EmailField(blank=True, help_text='Gets a mail for each message, without its words. A kind of feedback with a mailbox of its own goes there instead, and whoever asks for a document in another format reaches the team that looks after its page. Empty: nobody is told by mail.', max_length=254, verbose_name='mailbox of the team'),
        ),
        migrations.AlterField(
            model_name='feedbacksettings',
            name='what_happens_next',
            field=models.TextField(blank=True, help_text="Stands on the thank-you page and in the receipt, before the day of the answer. Empty: the site's own words, in the reader's language.", max_length=600, verbose_name='what happens next'),
        ),
        migrations.RunPython(empty_first_words, write_first_words),
    ]
