import core.constraints
import core.moves
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('companies', '0001_initial'),
        ('core', '0001_initial'),
        ('groups', '0001_initial'),
        ('schools', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='titel')),
                ('text', models.TextField(max_length=4000, verbose_name='wat moet je doen')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='inleveren vóór')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('created_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership')),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='groups.group')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='placements_assignment_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='placements_assignment_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), core.constraints.SchoolReference(field='group', name='placements_assignment_group_same_school'), core.constraints.SchoolReference(field='created_by', name='placements_assignment_created_by_same_school')],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='eerste dag')),
                ('ends_on', models.DateField(verbose_name='laatste dag')),
                ('weekdays', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), size=None, verbose_name='stagedagen')),
                ('starts_at', models.TimeField(verbose_name='begin')),
                ('ends_at', models.TimeField(verbose_name='einde')),
                ('break_minutes', models.PositiveSmallIntegerField(default=30, verbose_name='pauze in minuten')),
                ('state', models.CharField(choices=[('planned', 'gepland'), ('running', 'loopt'), ('completed', 'afgerond'), ('ended_early', 'eerder gestopt'), ('cancelled', 'gaat niet door')], default='planned', editable=False, max_length=12, verbose_name='stand')),
                ('end_reason', models.TextField(blank=True, editable=False, verbose_name='reden van stoppen')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('company', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='companies.company')),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='groups.group')),
                ('mentor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='schools.membership', verbose_name='begeleider van school')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
                ('student', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='schools.student')),
                ('supervisor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='companies.companycontact', verbose_name='praktijkbegeleider')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='placements_placement_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='placements_placement_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'running', 'completed', 'ended_early', 'cancelled'])), name='placement_state_known'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='placement_dates_in_order'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='placement_times_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['ended_early', 'cancelled']), _negated=True), models.Q(('end_reason', ''), _negated=True), _connector='OR'), name='placement_ended_with_reason'), core.constraints.SchoolReference(field='group', name='placements_placement_group_same_school'), core.constraints.SchoolReference(field='student', name='placements_placement_student_same_school'), core.constraints.SchoolReference(field='company', name='placements_placement_company_same_school'), core.constraints.SchoolReference(field='mentor', name='placements_placement_mentor_same_school'), core.constraints.SchoolReference(field='supervisor', name='placements_placement_supervisor_same_school')],
            },
            bases=(core.moves.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='DayReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(verbose_name='datum')),
                ('did', models.TextField(max_length=2000, verbose_name='Wat heb je gedaan?')),
                ('mood', models.PositiveSmallIntegerField(choices=[(1, 'Niet zo goed'), (2, 'Gaat wel'), (3, 'Goed'), (4, 'Heel goed')], verbose_name='Hoe ging het?')),
                ('learned', models.TextField(blank=True, max_length=2000, verbose_name='Wat heb je geleerd?')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('photo', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
                ('placement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='placements.placement')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='placements_dayreport_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='placements_dayreport_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'placement', 'date'), name='day_report_once'), models.CheckConstraint(condition=models.Q(('mood__in', [1, 2, 3, 4])), name='day_report_mood_known'), core.constraints.SchoolReference(field='placement', name='placements_dayreport_placement_same_school'), core.constraints.SchoolReference(field='photo', name='placements_dayreport_photo_same_school')],
            },
        ),
        migrations.CreateModel(
            name='AttendanceDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(verbose_name='datum')),
                ('starts_at', models.TimeField(verbose_name='begin')),
                ('ends_at', models.TimeField(verbose_name='einde')),
                ('break_minutes', models.PositiveSmallIntegerField(default=30, verbose_name='pauze in minuten')),
                ('presence', models.CharField(choices=[('expected', 'gepland'), ('present', 'aanwezig'), ('late', 'te laat'), ('sick', 'ziek'), ('excused', 'vrij gekregen'), ('absent', 'afwezig zonder reden'), ('cancelled', 'geen stage')], default='expected', max_length=10, verbose_name='aanwezigheid')),
                ('minutes_late', models.PositiveSmallIntegerField(default=0, verbose_name='minuten te laat')),
                ('reported_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership')),
                ('reported_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
                ('placement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='days', to='placements.placement')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='placements_attendanceday_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='placements_attendanceday_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'placement', 'date'), name='attendance_day_once'), models.CheckConstraint(condition=models.Q(('presence__in', ['expected', 'present', 'late', 'sick', 'excused', 'absent', 'cancelled'])), name='attendance_presence_known'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='attendance_times_in_order'), core.constraints.SchoolReference(field='placement', name='placements_attendanceday_placement_same_school'), core.constraints.SchoolReference(field='reported_by', name='placements_attendanceday_reported_by_same_school'), core.constraints.SchoolReference(field='confirmed_by', name='placements_attendanceday_confirmed_by_same_school')],
            },
            bases=(core.moves.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='PlacementRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1e keuze'), (2, '2e keuze'), (3, '3e keuze')], null=True, verbose_name='keuze')),
                ('why', models.TextField(blank=True, max_length=600, verbose_name='Ik wil hier stage lopen, omdat …')),
                ('learn', models.TextField(blank=True, max_length=600, verbose_name='Ik wil hier leren …')),
                ('strong', models.TextField(blank=True, max_length=600, verbose_name='Ik ben goed in …')),
                ('state', models.CharField(choices=[('draft', 'nog niet verstuurd'), ('submitted', 'verstuurd'), ('accepted', 'gelukt'), ('declined', 'niet gelukt'), ('withdrawn', 'ingetrokken'), ('superseded', 'niet meer nodig')], default='draft', editable=False, max_length=12, verbose_name='stand')),
                ('decline_reason', models.CharField(blank=True, choices=[('full', 'De plek is al vergeven'), ('days', 'De dagen passen niet'), ('age', 'Je bent nog te jong voor dit werk'), ('distance', 'Het is te ver weg'), ('company', 'Het bedrijf zoekt iemand anders'), ('other', 'Een andere reden'), ('stage_off', 'De stage gaat niet door')], editable=False, max_length=10, verbose_name='reden')),
                ('decline_text', models.TextField(blank=True, editable=False, verbose_name='wat de leerling leest')),
                ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='groups.group')),
                ('invitation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='groups.invitation')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
                ('student', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='schools.student')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='placements_placementrequest_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='placements_placementrequest_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'accepted', 'declined', 'withdrawn', 'superseded'])), name='request_state_known'), models.CheckConstraint(condition=models.Q(('rank__in', [1, 2, 3])), name='request_rank_1_to_3'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(models.Q(('decline_reason', ''), _negated=True), models.Q(('decline_text', ''), _negated=True)), _connector='OR'), name='request_declined_with_reason'), models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'accepted'])), fields=('school', 'group', 'student', 'rank'), name='request_rank_once'), models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'accepted'])), fields=('school', 'student', 'invitation'), name='request_company_once'), core.constraints.SchoolReference(field='group', name='placements_placementrequest_group_same_school'), core.constraints.SchoolReference(field='student', name='placements_placementrequest_student_same_school'), core.constraints.SchoolReference(field='invitation', name='placements_placementrequest_invitation_same_school')],
            },
            bases=(core.moves.Moves, models.Model),
        ),
        migrations.AddField(
            model_name='placement',
            name='request',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='placements.placementrequest'),
        ),
        migrations.CreateModel(
            name='ReportReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=1000, verbose_name='reactie')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('author', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership')),
                ('report', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='placements.dayreport')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='placements_reportreply_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='placements_reportreply_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), core.constraints.SchoolReference(field='report', name='placements_reportreply_report_same_school'), core.constraints.SchoolReference(field='author', name='placements_reportreply_author_same_school')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, max_length=4000, verbose_name='jouw antwoord')),
                ('state', models.CharField(choices=[('open', 'nog te doen'), ('handed_in', 'ingeleverd'), ('again', 'nog een keer'), ('approved', 'goedgekeurd')], default='open', editable=False, max_length=10, verbose_name='stand')),
                ('feedback', models.TextField(blank=True, max_length=2000, verbose_name='reactie van je begeleider')),
                ('handed_in_at', models.DateTimeField(blank=True, null=True)),
                ('assignment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='placements.assignment')),
                ('file', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('placement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='placements.placement')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='placements_submission_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='placements_submission_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'assignment', 'placement'), name='submission_once'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'handed_in', 'again', 'approved'])), name='submission_state_known'), core.constraints.SchoolReference(field='assignment', name='placements_submission_assignment_same_school'), core.constraints.SchoolReference(field='placement', name='placements_submission_placement_same_school'), core.constraints.SchoolReference(field='file', name='placements_submission_file_same_school')],
            },
            bases=(core.moves.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='TakenSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField()),
                ('taken_at', models.DateTimeField(auto_now_add=True)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('placement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='taken_seats', to='placements.placement')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
                ('seat', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='takings', to='groups.seat')),
                ('student', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.student')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='placements_takenseat_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='placements_takenseat_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(condition=models.Q(('released_at', None)), fields=('school', 'seat'), name='one_holder_per_seat'), models.UniqueConstraint(condition=models.Q(('released_at', None)), fields=('school', 'student', 'date'), name='one_seat_per_student_per_day'), core.constraints.SchoolReference(field='placement', name='placements_takenseat_placement_same_school'), core.constraints.SchoolReference(field='seat', name='placements_takenseat_seat_same_school'), core.constraints.SchoolReference(field='student', name='placements_takenseat_student_same_school')],
            },
        ),
        migrations.AddIndex(
            model_name='attendanceday',
            index=models.Index(fields=['school', 'date'], name='attendance_by_date'),
        ),
        migrations.AddIndex(
            model_name='placementrequest',
            index=models.Index(fields=['school', 'group', 'state'], name='request_by_group'),
        ),
        migrations.AddIndex(
            model_name='placement',
            index=models.Index(fields=['school', 'student'], name='placement_by_student'),
        ),
        migrations.AddIndex(
            model_name='placement',
            index=models.Index(fields=['school', 'mentor'], name='placement_by_mentor'),
        ),
        migrations.AddIndex(
            model_name='placement',
            index=models.Index(fields=['school', 'company'], name='placement_by_company'),
        ),
        migrations.AddConstraint(
            model_name='placement',
            constraint=core.constraints.SchoolReference(field='request', name='placements_placement_request_same_school'),
        ),
        migrations.AddIndex(
            model_name='takenseat',
            index=models.Index(fields=['school', 'placement', 'date'], name='taken_seat_by_placement'),
        ),
    ]
