import core.constraints
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('schools', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Company',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='naam')),
                ('sector', models.CharField(max_length=60, verbose_name='sector')),
                ('kvk', models.CharField(blank=True, max_length=8, verbose_name='KvK-nummer')),
                ('street', models.CharField(blank=True, max_length=100, verbose_name='straat en huisnummer')),
                ('postcode', models.CharField(blank=True, max_length=7, verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=60, verbose_name='plaats')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='telefoon')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('description', models.TextField(blank=True, verbose_name='omschrijving voor leerlingen')),
                ('tasks', models.TextField(blank=True, help_text='Eén taak per regel.', verbose_name='wat doe je er')),
                ('clothing', models.CharField(blank=True, max_length=120, verbose_name='kleding')),
                ('lunch', models.CharField(blank=True, max_length=120, verbose_name='lunch')),
                ('min_age', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='minimumleeftijd')),
                ('notes', models.TextField(blank=True, verbose_name='notities van school')),
                ('is_active', models.BooleanField(default=True, verbose_name='doet mee')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='companies_company_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='companies_company_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'name', 'postcode'), name='company_once'), models.CheckConstraint(condition=models.Q(('kvk', ''), ('kvk__regex', '^\\d{8}$'), _connector='OR'), name='company_kvk_is_eight_digits')],
            },
        ),
        migrations.CreateModel(
            name='CompanyContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('function', models.CharField(blank=True, max_length=60, verbose_name='functie')),
                ('is_first', models.BooleanField(default=True, verbose_name='eerste contact')),
                ('company', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='companies.company')),
                ('member', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='schools.membership')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='companies_companycontact_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='companies_companycontact_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'company', 'member'), name='contact_once'), models.UniqueConstraint(condition=models.Q(('is_first', True)), fields=('school', 'company'), name='one_first_contact'), core.constraints.SchoolReference(field='company', name='companies_companycontact_company_same_school'), core.constraints.SchoolReference(field='member', name='companies_companycontact_member_same_school')],
            },
        ),
        migrations.CreateModel(
            name='Recognition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sbb_id', models.CharField(max_length=20, verbose_name='SBB-leerbedrijf-id')),
                ('valid_until', models.DateField(verbose_name='geldig tot en met')),
                ('checked_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='nagekeken op')),
                ('company', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='recognitions', to='companies.company')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='companies_recognition_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='companies_recognition_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'company', 'sbb_id'), name='recognition_once'), core.constraints.SchoolReference(field='company', name='companies_recognition_company_same_school')],
            },
        ),
        migrations.AddIndex(
            model_name='company',
            index=models.Index(fields=['school', 'name', 'id'], name='company_by_name'),
        ),
        migrations.AddIndex(
            model_name='companycontact',
            index=models.Index(fields=['school', 'member'], name='contact_by_member'),
        ),
    ]
