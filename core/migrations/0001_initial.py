import core.constraints
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('schools', '0001_initial'),
        ('schools', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(editable=False, max_length=120, unique=True)),
                ('name', models.CharField(max_length=150)),
                ('content_type', models.CharField(max_length=60)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='core_storedfile_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='core_storedfile_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint")],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('label', models.CharField(max_length=150)),
                ('state', models.CharField(choices=[('waiting', 'wacht op zijn beurt'), ('running', 'bezig'), ('done', 'klaar'), ('failed', 'niet gelukt')], default='waiting', max_length=10)),
                ('total', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('faults', models.JSONField(default=list)),
                ('arguments', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('heard_at', models.DateTimeField(auto_now=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
                ('file', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='core_job_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='core_job_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint"), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'done', 'failed'])), name='job_state_known'), core.constraints.SchoolReference(field='file', name='core_job_file_same_school')],
            },
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('role', models.CharField(blank=True, max_length=20)),
                ('action', models.CharField(max_length=40)),
                ('before', models.CharField(blank=True, max_length=20)),
                ('after', models.CharField(blank=True, max_length=20)),
                ('note', models.TextField(blank=True)),
                ('subject', models.CharField(max_length=60)),
                ('subject_id', models.PositiveBigIntegerField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['school', 'subject', 'subject_id'], name='audit_by_subject')],
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='core_auditentry_school_id'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint", name='core_auditentry_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint")],
            },
        ),
        migrations.CreateModel(
            name='OutgoingMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200)),
                ('kind', models.CharField(max_length=60)),
                ('about', models.CharField(blank=True, max_length=60)),
                ('to', models.EmailField(max_length=254)),
                ('reply_to', models.EmailField(blank=True, max_length=254)),
                ('subject', models.CharField(max_length=250)),
                ('text', models.TextField()),
                ('html', models.TextField(blank=True)),
                ('is_secret', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('waiting', 'wacht'), ('leased', 'wordt verstuurd'), ('sent', 'verstuurd'), ('refused', 'adres klopt niet'), ('failed', 'niet verstuurd'), ('unknown', 'onbekend of het is aangekomen')], default='waiting', max_length=10)),
                ('resend_after_crash', models.BooleanField(default=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('not_before', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('message_id', models.CharField(max_length=120)),
                ('error', models.CharField(blank=True, max_length=250)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'leased'])), fields=['school', 'state'], name='outbox_due'), models.Index(fields=['school', 'about'], name='outbox_by_about')],
                'constraints': [models.UniqueConstraint(fields=('school', 'key'), name='outbox_key_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'leased', 'sent', 'refused', 'failed', 'unknown'])), name='outbox_state_known'), core.constraints.SchoolPolicy(check="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint OR school_id IS NULL", name='outbox_of_open_school', using="school_id = NULLIF(current_setting('app.school_id', true), '')::bigint OR (school_id IS NULL AND NULLIF(current_setting('app.school_id', true), '')::bigint IS NULL)")],
            },
        ),
    ]
