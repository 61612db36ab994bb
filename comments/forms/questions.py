"""Which answer goes with a question."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Comment

CHOOSE = _("Choose an answer that readers see.")


class AnswerForm(forms.Form):
    """One of the published replies to a question."""

    answer = forms.ModelChoiceField(
        label=_("Answer"),
        queryset=Comment.objects.none(),
    )

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].queryset = Comment.objects.answers_to([question.pk])
