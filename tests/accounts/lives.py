"""Somebody of whom the site holds all that it can hold, marked so that every trace can be found."""

from datetime import timedelta
from io import BytesIO
from secrets import token_hex
from uuid import uuid4

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import EditingSession, FormState
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.log_actions import log
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    Page,
    PageSubscription,
    TaskState,
    UploadedFile,
    WorkflowState,
)
from wagtail.users.models import UserProfile
from wagtailmedia.models import Media

from accounts.models import (
    Consent,
    ConsentText,
    DataExport,
    ErasureRequest,
    Organisation,
    User,
)
from comments.models import Comment as ReaderComment
from comments.models import CommentDraft, CommentReport, Follow, HelpfulMark, Notice
from contributions.models import Contribution
from contributions.pictures import Picture
from contributions.services import receive_contribution, turn_down
from feedback.models import (
    DigestRefusal,
    DoneNote,
    FeedbackItem,
    FeedbackNote,
    PageTask,
)
from feedback.models.pictures import picture_storage
from saved.models import SavedPage
from search.models import WeeklyMailRefusal
from tests.factories import (
    CareSettingFactory,
    CommentFactory,
    DocumentFactory,
    FeedbackItemFactory,
    FeedbackMailFactory,
    ImageFactory,
    MediaFactory,
    MemberFactory,
    OutboxMessageFactory,
    TeamFactory,
    ToolPageFactory,
    picture_bytes,
)


class Life:
    """One person with something of theirs in every table that can hold it.

    `name_mark` stands wherever the site keeps who they are, `words_mark` wherever it keeps what
    they wrote for others to read.
    """

    def __init__(self, number, administrator):
        # Files outlive a test: nobody else ever bears these marks. They end in digits, so that
        # no search takes an ending off, and fit the shortest column.
        mark = f"zq{token_hex(3)}"
        self.name_mark = f"{mark}{number}1"
        self.words_mark = f"{mark}{number}2"
        self.network = f"203.0.113.{number}"
        self.address = f"{self.name_mark}@ward.example"
        self.administrator = administrator
        self.person = self._join()
        self.number = self.person.pk
        self._sign_in()
        self._read_and_write()
        self._tell_of_a_tool()
        self._edit()
        self._upload()
        self._get_mail()
        self._ask_for_rights()

    @property
    def marks(self):
        return [self.words_mark, *self.traits]

    @property
    def traits(self):
        """What tells who they are."""
        return [self.name_mark, self.network, self.session_key, self.export_key]

    def _join(self):
        person = MemberFactory(email=self.address, display_name=self.name_mark)
        User.objects.filter(pk=person.pk).update(
            held_name=self.name_mark,
            password=f"!{self.name_mark}",
            suspension_reason=self.name_mark,
            language="pl",
            organisation=Organisation.objects.create(name=uuid4().hex),
            care_setting=CareSettingFactory(slug=uuid4().hex),
        )
        person.groups.add(Group.objects.get(name="Publishers"))
        person.user_permissions.add(Permission.objects.first())
        text, _is_new = ConsentText.objects.get_or_create(
            purpose="news", version=1, language="en-gb", text="News?"
        )
        Consent.objects.create(user=person, purpose=self.name_mark, text=text)
        return person

    def _sign_in(self):
        person, mark = self.person, self.name_mark
        other = EmailAddress.objects.create(user=person, email=f"second.{self.address}")
        EmailConfirmation.objects.create(email_address=other, key=mark)
        Authenticator.objects.create(user=person, type="totp", data={"secret": mark})
        app = SocialApp.objects.create(provider="openid_connect", name="Trust")
        account = SocialAccount.objects.create(
            user=person, provider=mark, uid=mark, extra_data={"name": mark}
        )
        SocialToken.objects.create(
            app=app, account=account, token=mark, token_secret=mark
        )
        session = SessionStore()
        session.update({SESSION_KEY: str(person.pk), "typed": mark})
        session.create()
        self.session_key = session.session_key
        row = UserSession.objects.create(
            user=person,
            ip=self.network,
            session_key=session.session_key,
            data={"browser": mark},
        )
        # More than is kept of those who sign in today.
        UserSession.objects.filter(pk=row.pk).update(ip=self.network, user_agent=mark)
        # They once began to join again, in another browser.
        joining = SessionStore()
        joining["accounts_pending_signup"] = {"email": self.address}
        joining.create()
        UserProfile.objects.create(
            user=person,
            preferred_language=mark,
            current_time_zone=mark,
            dismissibles={mark: True},
            avatar=ContentFile(picture_bytes(), name=f"{mark}.png"),
        )
        APIToken.objects.create(user=person, name=mark, key_hash=mark, prefix=mark)
        self._appear_in_logs()

    def _appear_in_logs(self):
        person, mark = self.person, self.name_mark
        log(person, "wagtail.edit", user=self.administrator, data={"was": mark})
        for user, about in ((person, self.administrator), (self.administrator, person)):
            LogEntry.objects.create(
                user=user,
                content_type=ContentType.objects.get_for_model(User),
                object_id=str(about.pk) if about is person else mark,
                object_repr=mark,
                action_flag=CHANGE,
                change_message=mark,
            )
        LogEntry.objects.create(
            user=self.administrator,
            content_type=ContentType.objects.get_for_model(EmailAddress),
            object_id="1",
            object_repr=self.address,
            action_flag=CHANGE,
            change_message=f'[{{"changed": {{"object": "{self.address}"}}}}]',
        )

    def _read_and_write(self):
        words = self.words_mark
        self.comment = CommentFactory(
            author=self.person, body=f"I think {words}.", original_body=self.name_mark
        )
        self.page = self.comment.page
        self.reply = CommentFactory(
            page=self.page, parent=self.comment, body="What others replied."
        )
        other = CommentFactory(page=self.page, helpful_count=1)
        for model in (HelpfulMark, Notice):
            model.objects.create(comment=other, user=self.person)
        Follow.objects.create(user=self.person, page=self.page, pace="daily")
        CommentReport.objects.create(
            comment=other,
            reporter=self.person,
            reason="other",
            note=self.name_mark,
        )
        CommentFactory(
            page=self.page,
            author=self.person,
            body=f"Not that: {words}.",
            state=ReaderComment.State.REJECTED,
        )
        CommentDraft.objects.create(
            user=self.person,
            browser=self.name_mark,
            page=self.page,
            body=f"{self.name_mark} begins",
        )
        SavedPage.objects.create(user=self.person, page=self.page)
        self._send_feedback()
        self._work_on_feedback()

    def _send_feedback(self):
        name, words = self.name_mark, self.words_mark
        picture = f"{name}.jpg"
        picture_storage().save(picture, ContentFile(picture_bytes() + name.encode()))
        item = FeedbackItemFactory(
            user=self.person,
            message=words,
            name=name,
            email=self.address,
            picture=picture,
        )
        FeedbackItemFactory(message=words, name=name, email=self.address)
        FeedbackMailFactory(item=item, body=words, rest=name, state="received")
        FeedbackMailFactory(item=item, body=f"{name} is right.", state="sent")
        FeedbackNote.objects.create(item=item, body=f"Rang {name} back.")
        PageTask.objects.create(
            item=item, page=self.page, what=words, made_by=self.person
        )
        DoneNote.objects.create(
            item=item,
            page=self.page,
            locale=self.page.locale,
            said="Somebody told us.",
            did="It was put right.",
            quote=words,
            quoted_name=name,
            consent=DoneNote.Consent.MAIL,
            consent_on=timezone.localdate(),
        )

    def _work_on_feedback(self):
        person, words = self.person, self.words_mark
        colleagues = FeedbackItemFactory(
            user=self.administrator,
            message="A colleague's, to be answered to somebody else.",
            email=self.address.upper(),
            handled_by=person,
        )
        FeedbackMailFactory(
            item=colleagues, body="So we did.", state="sent", author=person
        )
        FeedbackMailFactory(
            item=colleagues,
            body="It was me.",
            state="doubtful",
            from_address=self.address,
        )
        FeedbackNote.objects.create(item=colleagues, author=person, body=words)
        PageTask.objects.create(
            item=colleagues,
            page=self.page,
            what="Change a heading.",
            done_by=person,
            done_at=timezone.now(),
        )
        DoneNote.objects.create(
            item=colleagues,
            locale=self.page.locale,
            said="Of somebody else.",
            did="What they wanted.",
            published_by=person,
        )
        FeedbackItemFactory(
            message="In the hands of somebody.",
            assignee=person,
            state=FeedbackItem.State.WAITING,
            waits_for=self.name_mark,
        )
        DigestRefusal.objects.create(user=person)
        WeeklyMailRefusal.objects.create(user=person)

    def _tell_of_a_tool(self):
        words = self.words_mark
        self.draft = self._told(ToolPageFactory(), words)
        self.draft.story.body = [("text", f"<p>{words}</p>")]
        self.draft.story.save()
        self.draft.picture.get_rendition("width-20")
        turn_down(self.draft, answer=f"Not {words}.", by=self.administrator)
        self.published = self._told(ToolPageFactory(), "Published")
        self.published.story.get_latest_revision().publish()

    def _told(self, tool, words):
        return receive_contribution(
            sender=self.person,
            tool=tool,
            submission=uuid4(),
            title=words,
            text=f"{words} and more",
            organisation=words,
            place=words,
            measure=words,
            before=3,
            after=2,
            unit=words,
            name_shown=Contribution.NameShown.ROLE,
            shown_as=self.name_mark,
            picture=Picture(
                file=ContentFile(picture_bytes(), name=f"{words}.png"),
                description=words,
                shows_people=True,
                consent_record=words,
            ),
        )

    def _edit(self):
        person, page = self.person, self.page
        Page.objects.filter(pk=page.pk).update(
            owner=person, locked=True, locked_by=person
        )
        note = Comment.objects.create(
            page=page, user=person, text=self.name_mark, contentpath="title"
        )
        reply = CommentReply.objects.create(
            comment=note, user=self.administrator, text="So it is."
        )
        other = Comment.objects.create(
            page=page,
            user=self.administrator,
            text="What do you think?",
            contentpath="summary",
            resolved_by=person,
        )
        CommentReply.objects.create(comment=other, user=person, text=self.name_mark)
        page = Page.objects.get(pk=page.pk).specific
        revision = page.save_revision(user=person)
        note.log_create(page_revision=revision, user=person)
        reply.log_create(page_revision=revision, user=self.administrator)
        PageSubscription.objects.create(
            user=person, page=page, comment_notifications=True
        )
        kind = ContentType.objects.get_for_model(page)
        state = WorkflowState.objects.create(
            content_type=kind,
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id=str(page.pk),
            workflow=page.get_workflow(),
            requested_by=person,
            status=WorkflowState.STATUS_APPROVED,
        )
        task = page.get_workflow().tasks.first()
        TaskState.objects.create(
            workflow_state=state,
            task=task,
            revision=revision,
            status=TaskState.STATUS_APPROVED,
            finished_at=timezone.now(),
            finished_by=person,
            comment=self.words_mark,
            content_type=ContentType.objects.get_for_model(TaskState),
        )
        log(
            page,
            "wagtail.workflow.approve",
            user=person,
            data={"comment": self.words_mark},
        )
        TeamFactory().members.add(person)
        EditingSession.objects.create(
            user=person,
            content_type=kind,
            object_id=page.pk,
            last_seen_at=timezone.now(),
        )
        FormState.objects.create(
            user=person,
            content_type=kind,
            object_id=page.pk,
            data=self.name_mark,
            last_updated_at=timezone.now(),
        )

    def _upload(self):
        person = self.person
        DocumentFactory(uploaded_by_user=person)
        ImageFactory(uploaded_by_user=person)
        MediaFactory(uploaded_by_user=person)
        Document.objects.create(
            title="A", file=ContentFile(b"a", name="a.txt"), uploaded_by_user=person
        )
        Image.objects.create(
            title="A",
            file=ContentFile(picture_bytes(), name="a.png"),
            uploaded_by_user=person,
        )
        Media.objects.create(
            title="A",
            file=ContentFile(b"a", name="a.mp4"),
            duration=1,
            uploaded_by_user=person,
        )
        UploadedFile.objects.create(
            file=ContentFile(b"half a page", name=f"{self.name_mark}.txt"),
            uploaded_by_user=person,
        )

    def _get_mail(self):
        mark, address = self.name_mark, self.address
        OutboxMessageFactory(
            to=[f"{mark} <{address}>"],
            cc=[address],
            bcc=[address],
            reply_to=[address],
            headers={"X": mark},
            subject=mark,
            text_body=mark,
            html_body=mark,
        )
        OutboxMessageFactory(to=["team@ward.example"], cc=[address])
        OutboxMessageFactory(to=["team@ward.example"], text_body=f"Ask {address}.")
        OutboxMessageFactory(to=["team@ward.example"], reply_to=[address])
        DBTaskResult.objects.create(
            args_kwargs={"args": [address], "kwargs": {}},
            return_value=address,
            traceback=f"ValueError: {address}",
            task_path="a.task",
            backend_name="background",
            run_after=timezone.now(),
            exception_class_path="builtins.ValueError",
        )

    def _ask_for_rights(self):
        now = timezone.now()
        export = DataExport.objects.create(
            user=self.person, ready_at=now, expires_at=now + timedelta(days=1)
        )
        self.export_key = str(export.pk)
        name = f"{export.pk}.zip"
        DataExport.objects.filter(pk=export.pk).update(file_name=name)
        storages["exports"].save(name, BytesIO(self.name_mark.encode()))
        ErasureRequest.objects.create(
            user=self.person, asked_at=now - timedelta(days=8), due_at=now
        )
