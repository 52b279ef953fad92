import core.constraints
import core.moves
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        ('placements', '0001_initial'),
        ('schools', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Contract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'leerling vult in'), ('submitted', 'klaar om na te kijken'), ('checked', 'nagekeken'), ('printed', 'klaar om te tekenen')], default='draft', editable=False, max_length=10, verbose_name='stand')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='jouw telefoonnummer')),
                ('emergency_name', models.CharField(blank=True, max_length=100, verbose_name='wie bellen we als er iets is?')),
                ('emergency_phone', models.CharField(blank=True, max_length=20, verbose_name='telefoonnummer van die persoon')),
                ('travel', models.CharField(blank=True, max_length=100, verbose_name='hoe reis je naar je stage?')),
                ('goals', models.TextField(blank=True, max_length=1500, verbose_name='wat wil je leren?')),
                ('remarks', models.TextField(blank=True, max_length=1000, verbose_name='wat wil je nog zeggen?')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('placement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='placements.placement')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='contracts_contract_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='contracts_contract_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'placement'), name='contract_per_placement'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'checked', 'printed'])), name='contract_state_known'), core.constraints.SchoolReference(field='placement', name='contracts_contract_placement_same_school')],
            },
            bases=(core.moves.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='ContractVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='versie')),
                ('snapshot', models.JSONField()),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('contract', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='contracts.contract')),
                ('file', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('made_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='contracts_contractversion_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='contracts_contractversion_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'contract', 'number'), name='contract_version_once'), core.constraints.SchoolReference(field='contract', name='contracts_contractversion_contract_same_school'), core.constraints.SchoolReference(field='file', name='contracts_contractversion_file_same_school'), core.constraints.SchoolReference(field='made_by', name='contracts_contractversion_made_by_same_school')],
            },
        ),
    ]
