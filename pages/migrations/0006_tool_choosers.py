import django.db.models.deletion
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0005_publishers_lists'),
        ('library', '0002_media_permissions'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ToolChooserPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(help_text='One or two sentences that say what readers get. Shown under the title, on cards and in search.', max_length=300, verbose_name='summary')),
                ('review_date', models.DateField(blank=True, help_text='When the owner team looks at the page again.', null=True, verbose_name='next review')),
                ('reviewed_on', models.DateField(blank=True, help_text='When the owner team last checked that the page is right.', null=True, verbose_name='last reviewed')),
                ('import_id', models.CharField(blank=True, db_index=True, editable=False, max_length=100, verbose_name='number in the old system')),
                ('question', wagtail.fields.StreamField([('question', 19)], block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 120}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Hint', 'max_length': 200, 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'In words that people use: “Patients wait between two teams”.', 'label': 'Answer', 'max_length': 100}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'Empty: made from the answer. It stays when you change the answer, so that links go on working.', 'label': 'In the address', 'max_length': 60, 'required': False}), 4: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Tool', 'page_type': ['pages.ToolPage']}), 5: ('wagtail.blocks.CharBlock', (), {'help_text': 'One sentence to somebody who gave this answer.', 'label': 'Why it fits', 'max_length': 200}), 6: ('wagtail.blocks.StructBlock', [[('tool', 4), ('reason', 5)]], {}), 7: ('wagtail.blocks.ListBlock', (6,), {'icon': 'list-ul', 'label': 'Tools'}), 8: ('wagtail.blocks.StreamBlock', [[('tools', 7)]], {'label': 'Leads to', 'max_num': 1, 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('answer', 2), ('address', 3), ('leads_to', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Answers', 'min_num': 1}), 11: ('wagtail.blocks.StructBlock', [[('question', 0), ('hint', 1), ('answers', 10)]], {}), 12: ('wagtail.blocks.StreamBlock', [[('tools', 7), ('question', 11)]], {'label': 'Leads to', 'max_num': 1, 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('answer', 2), ('address', 3), ('leads_to', 12)]], {}), 14: ('wagtail.blocks.ListBlock', (13,), {'label': 'Answers', 'min_num': 1}), 15: ('wagtail.blocks.StructBlock', [[('question', 0), ('hint', 1), ('answers', 14)]], {}), 16: ('wagtail.blocks.StreamBlock', [[('tools', 7), ('question', 15)]], {'label': 'Leads to', 'max_num': 1, 'required': False}), 17: ('wagtail.blocks.StructBlock', [[('answer', 2), ('address', 3), ('leads_to', 16)]], {}), 18: ('wagtail.blocks.ListBlock', (17,), {'label': 'Answers', 'min_num': 1}), 19: ('wagtail.blocks.StructBlock', [[('question', 0), ('hint', 1), ('answers', 18)]], {})}, help_text='Each answer leads to tools or to a further question, three questions deep at most.', verbose_name='first question')),
                ('content_owner', models.ForeignKey(blank=True, help_text='Who keeps this page right.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='pages.team', verbose_name='owner team')),
                ('listing_image', models.ForeignKey(blank=True, help_text='Shown on cards and when the page is shared.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='library.clicimage', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'chooser',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
    ]
