import core.constraints
import core.moves
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('companies', '0001_initial'),
        ('schools', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='naam')),
                ('starts_on', models.DateField(verbose_name='eerste dag')),
                ('ends_on', models.DateField(verbose_name='laatste dag')),
                ('weekdays', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), size=None, verbose_name='stagedagen')),
                ('starts_at', models.TimeField(verbose_name='begin')),
                ('ends_at', models.TimeField(verbose_name='einde')),
                ('break_minutes', models.PositiveSmallIntegerField(default=30, verbose_name='pauze in minuten')),
                ('answer_by', models.DateField(verbose_name='bedrijven antwoorden vóór')),
                ('choose_by', models.DateField(blank=True, null=True, verbose_name='leerlingen kiezen vóór')),
                ('intro', models.TextField(blank=True, verbose_name='tekst in de mail aan bedrijven')),
                ('state', models.CharField(choices=[('draft', 'in voorbereiding'), ('asking', 'bedrijven gevraagd'), ('choosing', 'leerlingen kiezen'), ('running', 'stage loopt'), ('finished', 'afgerond')], default='draft', editable=False, max_length=10, verbose_name='stand')),
                ('coordinator', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='groups_group_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='groups_group_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'asking', 'choosing', 'running', 'finished'])), name='group_state_known'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='group_dates_in_order'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='group_times_in_order'), models.CheckConstraint(condition=models.Q(('weekdays__contained_by', [0, 1, 2, 3, 4, 5, 6]), ('weekdays__len__gte', 1)), name='group_weekdays_known'), models.UniqueConstraint(fields=('school', 'name', 'starts_on'), name='group_once'), core.constraints.SchoolReference(field='coordinator', name='groups_group_coordinator_same_school')],
            },
            bases=(core.moves.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('new', 'nog niet gevraagd'), ('asked', 'gevraagd'), ('yes', 'heeft plek'), ('call', 'wil gebeld worden'), ('no', 'deze keer niet')], default='new', editable=False, max_length=10, verbose_name='stand')),
                ('places', models.PositiveSmallIntegerField(default=1, verbose_name='leerlingen per dag')),
                ('note', models.TextField(blank=True, verbose_name='opmerking van het bedrijf')),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('reminders', models.PositiveSmallIntegerField(default=0)),
                ('reminded_on', models.DateField(blank=True, null=True)),
                ('company', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='companies.company')),
                ('contact', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.companycontact')),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='groups.group')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='groups_invitation_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='groups_invitation_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'group', 'company'), name='invitation_once'), models.CheckConstraint(condition=models.Q(('state__in', ['new', 'asked', 'yes', 'call', 'no'])), name='invitation_state_known'), models.CheckConstraint(condition=models.Q(('places__gte', 1), ('places__lte', 9)), name='invitation_places_1_to_9'), core.constraints.SchoolReference(field='group', name='groups_invitation_group_same_school'), core.constraints.SchoolReference(field='company', name='groups_invitation_company_same_school'), core.constraints.SchoolReference(field='contact', name='groups_invitation_contact_same_school')],
            },
            bases=(core.moves.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reply', models.CharField(choices=[('ja', 'Ja, ik heb plek'), ('bel', 'Misschien, bel mij eerst'), ('nee', 'Nee, deze keer niet')], max_length=5)),
                ('places', models.PositiveSmallIntegerField(default=1)),
                ('days', models.JSONField(default=dict)),
                ('note', models.TextField(blank=True)),
                ('via', models.CharField(choices=[('link', 'via de mail'), ('phone', 'telefonisch')], max_length=10)),
                ('given_at', models.DateTimeField(auto_now_add=True)),
                ('member', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
                ('invitation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='groups.invitation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='groups_answer_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='groups_answer_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), core.constraints.SchoolReference(field='invitation', name='groups_answer_invitation_same_school'), core.constraints.SchoolReference(field='member', name='groups_answer_member_same_school')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField()),
                ('number', models.PositiveSmallIntegerField()),
                ('is_offered', models.BooleanField(default=True)),
                ('invitation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='groups.invitation')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='groups_seat_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='groups_seat_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'invitation', 'date', 'number'), name='seat_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', 9)), name='seat_number_1_to_9'), core.constraints.SchoolReference(field='invitation', name='groups_seat_invitation_same_school')],
            },
        ),
        migrations.CreateModel(
            name='StageKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=30, verbose_name='code')),
                ('name', models.CharField(max_length=60, verbose_name='naam')),
                ('min_age', models.PositiveSmallIntegerField(default=14, verbose_name='minimumleeftijd')),
                ('is_internal', models.BooleanField(default=False, verbose_name='in de school zelf')),
                ('needs_recognition', models.BooleanField(default=False, verbose_name='alleen bij een erkend leerbedrijf')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='volgorde')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='groups_stagekind_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='groups_stagekind_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'code'), name='stage_kind_once')],
            },
        ),
        migrations.AddField(
            model_name='group',
            name='kind',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.stagekind', verbose_name='soort stage'),
        ),
        migrations.CreateModel(
            name='GroupStudent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='group_students', to='groups.group')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
                ('student', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='group_students', to='schools.student')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['school', 'student'], name='group_student_by_student')],
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='groups_groupstudent_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='groups_groupstudent_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'group', 'student'), name='group_student_once'), core.constraints.SchoolReference(field='group', name='groups_groupstudent_group_same_school'), core.constraints.SchoolReference(field='student', name='groups_groupstudent_student_same_school')],
            },
        ),
        migrations.AddIndex(
            model_name='invitation',
            index=models.Index(fields=['school', 'company'], name='invitation_by_company'),
        ),
        migrations.AddIndex(
            model_name='answer',
            index=models.Index(fields=['school', 'invitation'], name='answer_by_invitation'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=core.constraints.SchoolReference(field='kind', name='groups_group_kind_same_school'),
        ),
    ]
