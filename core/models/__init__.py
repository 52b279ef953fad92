from .audit import AuditEntry
from .job import Job
from .outbox import OutgoingMail
from .storedfile import StoredFile
from .trace import WriteTrace

__all__ = ["AuditEntry", "Job", "OutgoingMail", "StoredFile", "WriteTrace"]
