"""Every table, so that migrations see all of them."""

from app.models.absence import Absence
from app.models.action import Action, ActionOrigin
from app.models.agreement import Agreement, Excuse, OpeningProposal
from app.models.agreement_version import AgreementVersion, Approval, Publication, Signature
from app.models.answering import AnswerRelease, AnswerTemplate, PointBatch, PointBatchLine
from app.models.appointment import Appointment, Assignment
from app.models.base import Base
from app.models.bulk import BulkChange, BulkLine
from app.models.campaign import Campaign, CampaignSearch, LeftOut
from app.models.coding import (
    CodingSample,
    PointCoding,
    SamplePoint,
    SimilarPoint,
    SuggestionRun,
    ThemeOrigin,
    ThemeSuggestion,
    Verdict,
)
from app.models.dispute import (
    Dispute,
    DisputeComment,
    DisputedTerm,
    DisputeEvidence,
    DisputePack,
    IssueReport,
    RaisedStep,
    Ruling,
    RulingLine,
)
from app.models.edition import Edition, EditionKind
from app.models.edition_format import EditionFormat
from app.models.ending import Ending
from app.models.entry import Entry
from app.models.export import Export
from app.models.intention import Direction, Group, Intention
from app.models.kept_form import KeptForm
from app.models.letter import Letter
from app.models.notice import Notice, NoticeAnswer, NoticeChange
from app.models.notice_batch import NoticeBatch
from app.models.offer import Change, Offer
from app.models.organisation import Organisation, OrganisationKind, Sector
from app.models.person import Person
from app.models.playbook import Clearance, PlaybookLine
from app.models.point import Point, PointConcern, PointOrigin, PointRead
from app.models.point_words import PointWords
from app.models.published_response import PublishedResponse, Volume
from app.models.redaction import Redaction
from app.models.remark import Remark, RemarkRead
from app.models.report import Report, ReportQuotation, ReportSection, ReportVersion, ReportWelsh
from app.models.response import Response, View
from app.models.response_form import BroughtForm, ResponseForm
from app.models.response_import import DroppedLetter, ImportedChange, ImportedRow, ResponseImport, SurveyMapping
from app.models.return_ import Evidence, Return
from app.models.return_kind import ReturnKind
from app.models.room import Colleague, Room, SectionLock, TeamRemark, TypedText, Wording
from app.models.round import Assumption, Characteristic, EqualityQuestion, Invitee, NeedRow, Round, RoundDate
from app.models.saved_search import PointSheet, SavedSearch
from app.models.screening import Assessment, ImpactLine, Screening, ScreeningLine
from app.models.setting import Setting
from app.models.stakeholder import Reminder, Stakeholder
from app.models.standard_term import StandardTerm
from app.models.subscription import Subscription
from app.models.template import Template
from app.models.term import Term
from app.models.theme import FrameVersion, PointTheme, Theme
from app.models.upload import Upload
from app.models.word_copy import Decision, EditedCopy, UnplacedChange, WordCopy
from app.models.wording_link import WordingLink
from app.models.wrong_guess import WrongGuess

__all__ = [
    "Absence",
    "Action",
    "ActionOrigin",
    "Agreement",
    "AgreementVersion",
    "AnswerRelease",
    "AnswerTemplate",
    "Appointment",
    "Approval",
    "Assessment",
    "Assignment",
    "Assumption",
    "Base",
    "BroughtForm",
    "BulkChange",
    "BulkLine",
    "Campaign",
    "CampaignSearch",
    "Change",
    "Characteristic",
    "Clearance",
    "CodingSample",
    "Colleague",
    "Decision",
    "Direction",
    "Dispute",
    "DisputeComment",
    "DisputeEvidence",
    "DisputePack",
    "DisputedTerm",
    "DroppedLetter",
    "EditedCopy",
    "Edition",
    "EditionFormat",
    "EditionKind",
    "Ending",
    "Entry",
    "EqualityQuestion",
    "Evidence",
    "Excuse",
    "Export",
    "FrameVersion",
    "Group",
    "ImpactLine",
    "ImportedChange",
    "ImportedRow",
    "Intention",
    "Invitee",
    "IssueReport",
    "KeptForm",
    "LeftOut",
    "Letter",
    "NeedRow",
    "Notice",
    "NoticeAnswer",
    "NoticeBatch",
    "NoticeChange",
    "Offer",
    "OpeningProposal",
    "Organisation",
    "OrganisationKind",
    "Person",
    "PlaybookLine",
    "Point",
    "PointBatch",
    "PointBatchLine",
    "PointCoding",
    "PointConcern",
    "PointOrigin",
    "PointRead",
    "PointSheet",
    "PointTheme",
    "PointWords",
    "Publication",
    "PublishedResponse",
    "RaisedStep",
    "Redaction",
    "Remark",
    "RemarkRead",
    "Reminder",
    "Report",
    "ReportQuotation",
    "ReportSection",
    "ReportVersion",
    "ReportWelsh",
    "Response",
    "ResponseForm",
    "ResponseImport",
    "Return",
    "ReturnKind",
    "Room",
    "Round",
    "RoundDate",
    "Ruling",
    "RulingLine",
    "SamplePoint",
    "SavedSearch",
    "Screening",
    "ScreeningLine",
    "SectionLock",
    "Sector",
    "Setting",
    "Signature",
    "SimilarPoint",
    "Stakeholder",
    "StandardTerm",
    "Subscription",
    "SuggestionRun",
    "SurveyMapping",
    "TeamRemark",
    "Template",
    "Term",
    "Theme",
    "ThemeOrigin",
    "ThemeSuggestion",
    "TypedText",
    "UnplacedChange",
    "Upload",
    "Verdict",
    "View",
    "Volume",
    "WordCopy",
    "Wording",
    "WordingLink",
    "WrongGuess",
]
