import core.constraints
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import schools.models.school
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='School',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='naam')),
                ('slug', models.SlugField(unique=True, validators=[schools.models.school.not_taken], verbose_name='naam in het adres')),
                ('kind', models.CharField(choices=[('pro', 'praktijkonderwijs'), ('vmbo', 'vmbo'), ('vso', 'voortgezet speciaal onderwijs')], max_length=10, verbose_name='soort')),
                ('brin', models.CharField(blank=True, max_length=6, verbose_name='BRIN')),
                ('region', models.CharField(choices=[('N', 'Noord'), ('M', 'Midden'), ('Z', 'Zuid')], max_length=1, verbose_name='vakantieregio')),
                ('street', models.CharField(blank=True, max_length=100, verbose_name='straat en huisnummer')),
                ('postcode', models.CharField(blank=True, max_length=7, verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=60, verbose_name='plaats')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='telefoon')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres')),
            ],
            options={
                'verbose_name': 'school',
                'verbose_name_plural': 'scholen',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('email', models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name='e-mailadres')),
                ('name', models.CharField(max_length=120, verbose_name='naam')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='telefoon')),
                ('is_staff', models.BooleanField(default=False, verbose_name='medewerker van het platform')),
                ('is_active', models.BooleanField(default=True, verbose_name='actief')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'account',
                'verbose_name_plural': 'accounts',
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_once')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('coordinator', 'stagecoördinator'), ('mentor', 'begeleider van school'), ('director', 'directeur'), ('student', 'leerling'), ('guardian', 'ouder of verzorger'), ('supervisor', 'praktijkbegeleider'), ('jobcoach', 'jobcoach'), ('consultant', 'werkconsulent'), ('lwt_committee', 'LWT-commissie')], max_length=20, verbose_name='rol')),
                ('since', models.DateField(blank=True, null=True, verbose_name='vanaf')),
                ('until', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='membership_school_id'), models.UniqueConstraint(fields=('school', 'user', 'role'), name='one_membership_per_role'), models.CheckConstraint(condition=models.Q(('role__in', ['coordinator', 'mentor', 'director', 'student', 'guardian', 'supervisor', 'jobcoach', 'consultant', 'lwt_committee'])), name='membership_role_known'), models.CheckConstraint(condition=models.Q(('until', None), ('since', None), ('until__gte', models.F('since')), _connector='OR'), name='membership_dates_in_order'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='membership_of_open_school_or_self', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint OR user_id = NULLIF(current_setting('app.user_id', true), '')::bigint")],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('availability', 'beschikbaarheid doorgeven'), ('entry', 'eigen pagina')], max_length=20)),
                ('about', models.PositiveBigIntegerField(blank=True, null=True)),
                ('secret', models.UUIDField(editable=False)),
                ('token_sha256', models.CharField(editable=False, max_length=64)),
                ('expires_at', models.DateTimeField(verbose_name='geldig tot')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='ingetrokken')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('renewed_from', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renewals', to='schools.letter')),
                ('member', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='schools.membership')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='schools_letter_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='schools_letter_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'token_sha256'), name='letter_token_once'), models.CheckConstraint(condition=models.Q(('purpose__in', ['availability', 'entry'])), name='letter_purpose_known'), core.constraints.SchoolReference(field='member', name='schools_letter_member_same_school'), core.constraints.SchoolReference(field='renewed_from', name='schools_letter_renewed_from_same_school')],
            },
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('students', 'leerlingen'), ('companies', 'bedrijven')], max_length=10)),
                ('state', models.CharField(choices=[('reading', 'wordt nagekeken'), ('trial', 'proef'), ('busy', 'wordt verwerkt'), ('done', 'verwerkt'), ('dropped', 'weggegooid')], default='reading', max_length=10)),
                ('source_name', models.CharField(max_length=150)),
                ('header', models.JSONField(default=list)),
                ('rows', models.JSONField(default=list)),
                ('report', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('created_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='schools_importrun_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='schools_importrun_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.CheckConstraint(condition=models.Q(('state__in', ['reading', 'trial', 'busy', 'done', 'dropped'])), name='import_state_known'), core.constraints.SchoolReference(field='created_by', name='schools_importrun_created_by_same_school')],
            },
        ),
        migrations.CreateModel(
            name='FailedEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address_hmac', models.CharField(max_length=64)),
                ('device_hmac', models.CharField(blank=True, max_length=64)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='schools_failedentry_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='schools_failedentry_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint")],
            },
        ),
        migrations.CreateModel(
            name='EntryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code_hmac', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('letter', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='schools.letter')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='schools_entrycode_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='schools_entrycode_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), core.constraints.SchoolReference(field='letter', name='schools_entrycode_letter_same_school')],
            },
        ),
        migrations.CreateModel(
            name='ClosedDays',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('holiday', 'vakantie'), ('public', 'feestdag'), ('study', 'studiedag')], max_length=10, verbose_name='soort')),
                ('name', models.CharField(max_length=60, verbose_name='naam')),
                ('starts_on', models.DateField(verbose_name='van')),
                ('ends_on', models.DateField(verbose_name='tot en met')),
                ('stage_goes_on', models.BooleanField(default=False, verbose_name='de stage gaat door')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='schools_closeddays_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='schools_closeddays_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='closed_days_in_order'), models.UniqueConstraint(fields=('school', 'name', 'starts_on'), name='closed_days_once')],
            },
        ),
        migrations.CreateModel(
            name='Student',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, verbose_name='leerlingnummer')),
                ('first_name', models.CharField(max_length=60, verbose_name='roepnaam')),
                ('prefix', models.CharField(blank=True, max_length=20, verbose_name='tussenvoegsel')),
                ('last_name', models.CharField(max_length=80, verbose_name='achternaam')),
                ('birth_date', models.DateField(verbose_name='geboortedatum')),
                ('class_name', models.CharField(max_length=20, verbose_name='klas')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='leerjaar')),
                ('street', models.CharField(blank=True, max_length=100, verbose_name='straat en huisnummer')),
                ('postcode', models.CharField(blank=True, max_length=7, verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=60, verbose_name='plaats')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='telefoon')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='van school sinds')),
                ('member', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='students', to='schools.membership')),
                ('mentor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mentees', to='schools.membership', verbose_name='begeleider van school')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='schools_student_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='schools_student_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'number'), name='student_number_once'), models.UniqueConstraint(fields=('school', 'member'), name='student_member_once'), core.constraints.SchoolReference(field='member', name='schools_student_member_same_school'), core.constraints.SchoolReference(field='mentor', name='schools_student_mentor_same_school')],
            },
        ),
        migrations.CreateModel(
            name='LoginCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code_hmac', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('issued', 'uitgedeeld'), ('used', 'gebruikt'), ('void', 'vervallen')], default='issued', max_length=10)),
                ('expires_on', models.DateField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('first_used_at', models.DateTimeField(blank=True, null=True)),
                ('last_used_at', models.DateTimeField(blank=True, null=True)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
                ('student', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='login_codes', to='schools.student')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='schools_logincode_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='schools_logincode_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'code_hmac'), name='login_code_once'), models.UniqueConstraint(condition=models.Q(('state', 'void'), _negated=True), fields=('school', 'student'), name='one_live_login_code'), core.constraints.SchoolReference(field='student', name='schools_logincode_student_same_school')],
            },
        ),
        migrations.CreateModel(
            name='Guardianship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('has_authority', models.BooleanField(default=True, verbose_name='heeft gezag')),
                ('sees_progress', models.BooleanField(default=True, verbose_name='ziet hoe het gaat')),
                ('is_address_shielded', models.BooleanField(default=False, verbose_name='adres afgeschermd')),
                ('student_agreed_on', models.DateField(blank=True, null=True, verbose_name='leerling van 18 ging akkoord op')),
                ('until', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                ('member', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='guardianships', to='schools.membership')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
                ('student', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='guardianships', to='schools.student')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='schools_guardianship_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='schools_guardianship_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.UniqueConstraint(fields=('school', 'student', 'member'), name='guardianship_once'), core.constraints.SchoolReference(field='student', name='schools_guardianship_student_same_school'), core.constraints.SchoolReference(field='member', name='schools_guardianship_member_same_school')],
            },
        ),
        migrations.AddIndex(
            model_name='membership',
            index=models.Index(fields=['user'], name='membership_by_user'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['school', 'member', 'purpose', 'about'], name='letter_by_member'),
        ),
        migrations.AddIndex(
            model_name='failedentry',
            index=models.Index(fields=['school', 'at'], name='failed_entry_by_time'),
        ),
        migrations.AddIndex(
            model_name='closeddays',
            index=models.Index(fields=['school', 'starts_on', 'ends_on'], name='closed_days_by_date'),
        ),
        migrations.AddIndex(
            model_name='student',
            index=models.Index(fields=['school', 'class_name', 'last_name', 'first_name', 'id'], name='student_by_class'),
        ),
        migrations.AddIndex(
            model_name='student',
            index=models.Index(fields=['school', 'mentor'], name='student_by_mentor'),
        ),
        migrations.AddIndex(
            model_name='guardianship',
            index=models.Index(fields=['school', 'member'], name='guardianship_by_member'),
        ),
    ]
