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
            name='AssessmentForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='naam')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='versie')),
                ('is_current', models.BooleanField(default=True, verbose_name='in gebruik')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='assessments_assessmentform_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='assessments_assessmentform_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'name', 'version'), name='assessment_form_version_once'), models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('school',), name='one_current_assessment_form')],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.CharField(choices=[('first', 'na de eerste stagedag'), ('middle', 'halverwege'), ('end', 'aan het einde')], max_length=10, verbose_name='moment')),
                ('planned_on', models.DateField(verbose_name='afspraak op')),
                ('state', models.CharField(choices=[('planned', 'gepland'), ('discussed', 'besproken'), ('final', 'vastgesteld'), ('cancelled', 'gaat niet door')], default='planned', editable=False, max_length=10, verbose_name='stand')),
                ('student_took_part', models.BooleanField(default=False, verbose_name='de leerling was erbij')),
                ('company_took_part', models.BooleanField(default=False, verbose_name='het bedrijf was erbij')),
                ('mentor_took_part', models.BooleanField(default=False, verbose_name='de begeleider van school was erbij')),
                ('remarks', models.TextField(blank=True, max_length=3000, verbose_name='opmerkingen')),
                ('final_at', models.DateTimeField(blank=True, null=True)),
                ('file', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('final_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership')),
                ('placement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='placements.placement')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
                ('form', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.assessmentform')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='assessments_assessment_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='assessments_assessment_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'discussed', 'final', 'cancelled'])), name='assessment_state_known'), models.CheckConstraint(condition=models.Q(('moment__in', ['first', 'middle', 'end'])), name='assessment_moment_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'final'), _negated=True), models.Q(('company_took_part', True), ('mentor_took_part', True), ('student_took_part', True)), _connector='OR'), name='assessment_final_with_all_three'), models.CheckConstraint(condition=models.Q(models.Q(('final_at__isnull', False), ('state', 'final')), models.Q(models.Q(('state', 'final'), _negated=True), ('final_at', None)), _connector='OR'), name='assessment_final_has_a_moment'), models.UniqueConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), fields=('school', 'placement', 'planned_on'), name='one_assessment_a_day'), core.constraints.SchoolReference(field='placement', name='assessments_assessment_placement_same_school'), core.constraints.SchoolReference(field='form', name='assessments_assessment_form_same_school'), core.constraints.SchoolReference(field='final_by', name='assessments_assessment_final_by_same_school'), core.constraints.SchoolReference(field='file', name='assessments_assessment_file_same_school')],
            },
            bases=(core.moves.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='Aspect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('code', models.CharField(max_length=2)),
                ('name', models.CharField(max_length=100, verbose_name='naam')),
                ('question', models.CharField(max_length=160, verbose_name='vraag in gewone woorden')),
                ('self_question', models.CharField(max_length=160, verbose_name='vraag in de ik-vorm')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
                ('form', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='aspects', to='assessments.assessmentform')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='assessments_aspect_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='assessments_aspect_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'form', 'position'), name='aspect_position_once'), core.constraints.SchoolReference(field='form', name='assessments_aspect_form_same_school')],
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=100, verbose_name='naam')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
                ('form', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='assessments.assessmentform')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='assessments_area_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='assessments_area_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'form', 'position'), name='area_position_once'), core.constraints.SchoolReference(field='form', name='assessments_area_form_same_school')],
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('text', models.CharField(max_length=160, verbose_name='tekst')),
                ('self_text', models.CharField(max_length=160, verbose_name='tekst in de ik-vorm')),
                ('area', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='assessments.area')),
                ('aspect', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='assessments.aspect')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='assessments_indicator_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='assessments_indicator_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'area', 'aspect', 'position'), name='indicator_cell_once'), core.constraints.SchoolReference(field='area', name='assessments_indicator_area_same_school'), core.constraints.SchoolReference(field='aspect', name='assessments_indicator_aspect_same_school')],
            },
        ),
        migrations.CreateModel(
            name='IndicatorScore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('voice', models.CharField(choices=[('student', 'leerling'), ('company', 'bedrijf'), ('mentor', 'begeleider van school'), ('agreed', 'samen')], max_length=10)),
                ('value', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'zwak'), (2, 'voldoende'), (3, 'ruim voldoende'), (4, 'goed')], null=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('assessment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='assessments.assessment')),
                ('changed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership')),
                ('indicator', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.indicator')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='assessments_indicatorscore_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='assessments_indicatorscore_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'assessment', 'indicator', 'voice'), name='score_once_per_voice'), models.CheckConstraint(condition=models.Q(('value__in', [1, 2, 3, 4]), ('value', None), _connector='OR'), name='score_is_one_to_four'), models.CheckConstraint(condition=models.Q(('voice__in', ['student', 'company', 'mentor', 'agreed'])), name='score_voice_known'), core.constraints.SchoolReference(field='assessment', name='assessments_indicatorscore_assessment_same_school'), core.constraints.SchoolReference(field='indicator', name='assessments_indicatorscore_indicator_same_school'), core.constraints.SchoolReference(field='changed_by', name='assessments_indicatorscore_changed_by_same_school')],
            },
        ),
        migrations.CreateModel(
            name='AspectVerdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('voice', models.CharField(choices=[('student', 'leerling'), ('company', 'bedrijf'), ('mentor', 'begeleider van school'), ('agreed', 'samen')], default='agreed', max_length=10)),
                ('derived', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'zwak'), (2, 'voldoende'), (3, 'ruim voldoende'), (4, 'goed')], null=True)),
                ('value', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'zwak'), (2, 'voldoende'), (3, 'ruim voldoende'), (4, 'goed')], null=True)),
                ('reason', models.TextField(blank=True, max_length=500, verbose_name='waarom anders')),
                ('remark', models.TextField(blank=True, max_length=1000, verbose_name='voorbeeld of opmerking')),
                ('aspect', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.aspect')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
                ('assessment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='verdicts', to='assessments.assessment')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='assessments_aspectverdict_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='assessments_aspectverdict_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'assessment', 'aspect', 'voice'), name='verdict_once_per_voice'), models.CheckConstraint(condition=models.Q(('value', None), models.Q(('reason', ''), _negated=True), _connector='OR'), name='verdict_override_with_reason'), models.CheckConstraint(condition=models.Q(('value', None), ('voice', 'agreed'), _connector='OR'), name='verdict_override_is_agreed'), models.CheckConstraint(condition=models.Q(('value__in', [1, 2, 3, 4]), ('value', None), _connector='OR'), name='verdict_is_one_to_four'), core.constraints.SchoolReference(field='assessment', name='assessments_aspectverdict_assessment_same_school'), core.constraints.SchoolReference(field='aspect', name='assessments_aspectverdict_aspect_same_school')],
            },
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(fields=['school', 'placement'], name='assessment_by_placement'),
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(condition=models.Q(('state__in', ['planned', 'discussed'])), fields=['school', 'planned_on'], name='assessment_open_by_date'),
        ),
    ]
