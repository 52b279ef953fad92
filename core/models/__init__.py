from .audit import AuditEntry
from .cache import CacheRow
from .job import Job
from .outbox import OutgoingMail
from .storedfile import StoredFile
from .trace import WriteTrace

__all__ = ["AuditEntry", "CacheRow", "Job", "OutgoingMail", "StoredFile", "WriteTrace"]
