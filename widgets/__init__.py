"""The interactives of the course. Importing this package loads anywidget, and neither pandas nor altair."""

from .ace_explorer import AceExplorer
from .ace_pce_explorer import AcePceExplorer
from .action_plan import ActionPlan
from .agreements_builder import AgreementsBuilder
from .certificate import Certificate
from .knowledge_check import KnowledgeCheck
from .mirror_quiz import MirrorQuiz
from .nested_systems_map import NestedSystemsMap
from .pce_explorer import PceExplorer
from .population_not_person import PopulationNotPerson
from .progress import Progress
from .reflection import Reflection
from .rules_builder import RulesBuilder
from .support_panel import SupportPanel

__all__ = [
    "AceExplorer",
    "AcePceExplorer",
    "ActionPlan",
    "AgreementsBuilder",
    "Certificate",
    "KnowledgeCheck",
    "MirrorQuiz",
    "NestedSystemsMap",
    "PceExplorer",
    "PopulationNotPerson",
    "Progress",
    "Reflection",
    "RulesBuilder",
    "SupportPanel",
]
