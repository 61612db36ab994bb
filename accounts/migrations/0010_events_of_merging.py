from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0009_events_of_watching'),
    ]

    operations = [
        migrations.AlterField(
            model_name='accountevent',
            name='action',
            field=models.CharField(choices=[('joined', 'Joined'), ('address_changed', 'E-mail address changed'), ('password_changed', 'Password changed'), ('factor_added', 'Second factor added'), ('factor_removed', 'Second factor removed'), ('factors_reset', 'Second factors taken away'), ('signed_out_everywhere', 'Signed out everywhere'), ('locked', 'Too many failed sign-ins'), ('organisation_linked', 'Organisation sign-in connected'), ('organisation_unlinked', 'Organisation sign-in disconnected'), ('name_changed', 'Name changed'), ('name_held', 'Name held for a look'), ('name_approved', 'Held name approved'), ('name_refused', 'Held name refused'), ('suspended', 'Suspended'), ('suspension_lifted', 'Suspension lifted'), ('trusted', 'Marked as trusted'), ('not_trusted', 'No longer trusted'), ('watched', 'Put on watch'), ('not_watched', 'Taken off watch'), ('edited', 'Changed by an administrator'), ('export_asked', 'Copy of the data asked for'), ('erasure_asked', 'Erasure asked for'), ('erasure_cancelled', 'Erasure called off'), ('warned', 'Warned that an unused account is erased'), ('merged', 'Merged with another account'), ('erased', 'Erased')], max_length=30, verbose_name='action'),
        ),
    ]
