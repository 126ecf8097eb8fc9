"""The interactives of the course. Importing this package loads anywidget, and neither pandas nor altair."""

from .ace_explorer import AceExplorer
from .ace_pce_explorer import AcePceExplorer
from .knowledge_check import KnowledgeCheck
from .pce_explorer import PceExplorer
from .reflection import Reflection
from .support_panel import SupportPanel

__all__ = ["AceExplorer", "AcePceExplorer", "KnowledgeCheck", "PceExplorer", "Reflection", "SupportPanel"]
