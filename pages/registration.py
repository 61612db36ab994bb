"""What editing leaves of an editor: seeing, taking along and erasing it. Pages themselves stay."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import FormState
from wagtail.models import (
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    WorkflowState,
)
from wagtail.permission_policies.pages import PagePermissionPolicy

from accounts.registry import PersonalData, columns, register, register_impersonal

from .models import Team

A_CODE = "a code of the program"
A_NUMBER = "a number, which leads to nobody once the account is gone: docs/adr/0022"
AN_ADDRESS = "where something lies"
BY_EDITORS = "what editors publish: about work, and of people with their consent"

PERSONAL = (
    "pages.Team_members.user",
    *columns("wagtailcore.Page", "owner locked_by"),
    "wagtailcore.Revision.user",
    *columns("wagtailcore.Comment", "user text resolved_by"),
    *columns("wagtailcore.CommentReply", "user text"),
    "wagtailcore.PageSubscription.user",
    "wagtailcore.WorkflowState.requested_by",
    *columns("wagtailcore.TaskState", "finished_by comment"),
    *columns("wagtailcore.PageLogEntry", "data"),
    "wagtailadmin.EditingSession.user",
    *columns("wagtailadmin.FormState", "user data"),
)

IMPERSONAL = {
    "pages.DifferencePage": BY_EDITORS,
    "pages.EventIndexPage": BY_EDITORS,
    "pages.EventPage": BY_EDITORS,
    "pages.ExternalVideoCheck": AN_ADDRESS,
    "pages.Gain": "a list that editors keep",
    "pages.GlossaryPage": BY_EDITORS,
    "pages.GlossaryTerm": "a list that editors keep",
    "pages.HomePage": BY_EDITORS,
    "pages.InformationPage": BY_EDITORS,
    "pages.Menu": "a list that editors keep",
    "pages.MenuItem": "a list that editors keep",
    "pages.StoryIndexPage": BY_EDITORS,
    "pages.StoryPage.import_id": A_CODE,
    "pages.StoryPage.people_involved": BY_EDITORS,
    "pages.Team.mailbox": "a mailbox that several people share",
    "pages.Team.name": "of several people",
    "pages.ToolChooserPage": BY_EDITORS,
    "pages.ToolPage": BY_EDITORS,
    "pages.ToolkitIndexPage": BY_EDITORS,
    "pages.ToolkitPage": BY_EDITORS,
    "pages.Topic": "a list that editors keep",
    "pages.TopicIndexPage": BY_EDITORS,
    "pages.VideoIndexPage": BY_EDITORS,
    "pages.VideoPage": BY_EDITORS,
    "pages.VideoRecording": BY_EDITORS,
    "wagtailadmin.EditingSession.object_id": A_NUMBER,
    "wagtailadmin.FormState.object_id": A_NUMBER,
    "wagtailadmin.FormState.parent_object_id": A_NUMBER,
    "wagtailcore.Collection": "names of folders",
    "wagtailcore.CollectionViewRestriction": "a password that several people share",
    "wagtailcore.Comment.contentpath": AN_ADDRESS,
    "wagtailcore.Comment.position": AN_ADDRESS,
    "wagtailcore.Locale": "the site's languages",
    "wagtailcore.Page.path": AN_ADDRESS,
    "wagtailcore.Page.search_description": BY_EDITORS,
    "wagtailcore.Page.seo_title": BY_EDITORS,
    "wagtailcore.PageLogEntry.action": A_CODE,
    "wagtailcore.PageLogEntry.user": A_NUMBER,
    "wagtailcore.PageViewRestriction": "a password that several people share",
    "wagtailcore.ReferenceIndex": "which thing refers to which",
    "wagtailcore.Revision.object_id": A_NUMBER,
    "wagtailcore.Site": "the site's own name and address",
    "wagtailcore.Task": "names of steps",
    "wagtailcore.Workflow": "names of workflows",
    "wagtailcore.WorkflowState.object_id": A_NUMBER,
    "wagtailembeds.Embed": "films elsewhere",
    "wagtailredirects.Redirect": "addresses of pages",
    "wagtailsearch.IndexEntry.object_id": A_NUMBER,
}


def summary(user):
    """Nothing: those who edit see their work in the admin."""
    return {}


def export(user):
    """What this person did and wrote while editing, as JSON can hold it.

    A page that they may not look at any more has no title.
    """
    titles = _titles(user)
    return {
        "teams": list(Team.objects.filter(members=user).values_list("name", flat=True)),
        "pages_begun": _pages_begun(user, titles),
        "steps": _steps(user, titles),
        "notes": _notes(user, titles),
        "answers": _answers(user),
        "unsaved_forms": _unsaved_forms(user),
        "notes_followed": _followed(user, titles),
    }


def _titles(user):
    """The titles of all pages that everyone or this person may look at, by number."""
    pages = Page.objects.live().public()
    if user.is_active:
        pages |= PagePermissionPolicy().explorable_instances(user)
    return dict(pages.values_list("pk", "title"))


def _pages_begun(user, titles):
    pages = Page.objects.filter(owner_id=user.pk).order_by("pk")
    return [
        {"page": titles.get(page.pk), "published": _moment(page.first_published_at)}
        for page in pages
    ]


def _steps(user, titles):
    """Each save, publication and decision, with what was said of it."""
    return [
        {
            "what": entry.action,
            "page": titles.get(entry.page_id),
            "note": _own_words(entry),
            "when": _moment(entry.timestamp),
        }
        for entry in PageLogEntry.objects.filter(user_id=user.pk)
    ]


def _own_words(entry):
    """What somebody said in this step; the log repeats others' words beside it."""
    said = entry.data.get(OWN_WORDS.get(entry.action, "comment"), "")
    if isinstance(said, dict):
        return said.get("text", "") if entry.action in OWN_WORDS else ""
    return said


def _notes(user, titles):
    notes = Comment.objects.filter(user_id=user.pk).order_by("pk")
    replies = CommentReply.objects.filter(user_id=user.pk).order_by("pk")
    return [
        {
            "page": titles.get(note.page_id),
            "in_reply": False,
            "written": _moment(note.created_at),
            "text": note.text,
        }
        for note in notes
    ] + [
        {
            "page": titles.get(reply.comment.page_id),
            "in_reply": True,
            "written": _moment(reply.created_at),
            "text": reply.text,
        }
        for reply in replies.select_related("comment")
    ]


def _answers(user):
    answers = TaskState.objects.filter(finished_by_id=user.pk).order_by("pk")
    return [
        {
            "what": answer.status,
            "text": answer.comment,
            "written": _moment(answer.finished_at),
        }
        for answer in answers
    ]


def _unsaved_forms(user):
    """What was typed and kept by the admin before it was saved."""
    return [
        {"written": _moment(form.last_updated_at), "text": form.data}
        for form in FormState.objects.filter(user_id=user.pk).order_by("pk")
    ]


def _followed(user, titles):
    followed = PageSubscription.objects.filter(
        user_id=user.pk, comment_notifications=True
    )
    return [{"page": titles.get(each.page_id)} for each in followed.order_by("pk")]


def _moment(value):
    return value and value.isoformat()


# What these steps quote was said by whoever took them; other steps may quote others.
OWN_WORDS = {
    "wagtail.comments.create": "comment",
    "wagtail.comments.edit": "comment",
    "wagtail.comments.create_reply": "reply",
    "wagtail.comments.edit_reply": "reply",
}
LABELS = {
    "teams": _("Your teams"),
    "pages_begun": _("Pages you began"),
    "published": _("Published"),
    "steps": _("What you did to pages"),
    "what": _("What"),
    "note": _("What you said"),
    "when": _("When"),
    "notes": _("Notes on drafts"),
    "in_reply": _("Reply to another note"),
    "answers": _("Drafts that you checked"),
    "unsaved_forms": _("What you typed and did not save"),
    "notes_followed": _("Pages whose notes you follow"),
    "page": _("Page"),
    "written": _("Written"),
    "text": _("Text"),
}


def erase(user, keep_words):
    """Pages, versions and teams stay without their owner; notes on drafts go in either case.

    Wagtail keeps no note without its writer. docs/adr/0022
    """
    count = _count(user)
    _take_notes_out_of_log(user)
    _take_notes_out_of_versions(user)
    if not keep_words:
        TaskState.objects.filter(finished_by_id=user.pk).update(comment="")
        for model in (PageLogEntry, ModelLogEntry):
            # Said when a draft was approved or sent back.
            said = model.objects.filter(user_id=user.pk, data__has_key="comment")
            said.update(data={})
    # All else goes, or becomes nobody's, by its foreign key.
    return count


def _count(user):
    return sum(
        rows.count()
        for rows in (
            Page.objects.filter(Q(owner_id=user.pk) | Q(locked_by_id=user.pk)),
            Revision.objects.filter(user_id=user.pk),
            Comment.objects.filter(Q(user_id=user.pk) | Q(resolved_by_id=user.pk)),
            CommentReply.objects.filter(user_id=user.pk),
            PageSubscription.objects.filter(user_id=user.pk),
            WorkflowState.objects.filter(requested_by_id=user.pk),
            TaskState.objects.filter(finished_by_id=user.pk),
            Team.objects.filter(members=user),
        )
    )


def _take_notes_out_of_log(user):
    """The log quotes each note, and again with each reply to it."""
    about_notes = PageLogEntry.objects.filter(action__startswith="wagtail.comments.")
    own = about_notes.filter(user_id=user.pk)
    numbers = {
        *Comment.objects.filter(user_id=user.pk).values_list("pk", flat=True),
        *own.filter(action="wagtail.comments.create").values_list(
            "data__comment__id", flat=True
        ),
    } - {None}
    of_own_notes = Q(data__comment__id__in=list(numbers))
    about_notes.filter(Q(user_id=user.pk) | of_own_notes).update(data={})


def _take_notes_out_of_versions(user):
    """Each version holds the notes that there were when it was saved."""
    wrote = Q(content__wagtail_admin_comments__contains=[{"user": user.pk}])
    replied = Q(
        content__wagtail_admin_comments__contains=[{"replies": [{"user": user.pk}]}]
    )
    for revision in Revision.objects.filter(wrote | replied).iterator():
        notes = revision.content["wagtail_admin_comments"]
        revision.content["wagtail_admin_comments"] = [
            note
            | {"replies": [each for each in note["replies"] if each["user"] != user.pk]}
            for note in notes
            if note["user"] != user.pk
        ]
        revision.save(update_fields=["content"])


def register_personal_data():
    """Tell accounts what is held here of a person, and what is nobody's."""
    register(
        PersonalData(
            key="editing",
            title=_("Work on pages"),
            summary=summary,
            export=export,
            erase=erase,
            fields=PERSONAL,
            labels=LABELS,
        )
    )
    register_impersonal(IMPERSONAL)
