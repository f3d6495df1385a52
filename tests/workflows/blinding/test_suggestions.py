"""What the model is not sure of is shown to the reviewer, who may ask for it to be hidden."""

from dataclasses import replace

from fairscreen.anonymise import Hit, Result
from fairscreen.workflows.blinding import BlindApplication, BlindFile, Edit, Mask
from fairscreen.workflows.blinding.edits import edited, found_suggestions, text_mark
from fairscreen_api.pages.blinding.reviewing import _edits
from fairscreen_api.uploads import ManyForm

TEXT = "Jag orkar inte trappor längre."
RESULT = Result(
    TEXT, TEXT, (), suggestions=(Hit(4, 22, "health", 0.31234, "Kanske.", "model-grounds"),)
)


def test_a_suggestion_is_a_mask_that_could_be_made() -> None:
    (mask,) = found_suggestions(RESULT, [])
    assert (mask.text, mask.category, mask.replacement) == (
        "orkar inte trappor", "health", "[UPPGIFT]",
    )  # fmt: skip
    assert mask.score == 0.312


def test_what_a_person_hid_is_suggested_no_more() -> None:
    masks = edited([], TEXT, 0, [Edit("hide", 0, 4, 22, "health", mark=text_mark(TEXT))])
    assert [mask.text for mask in masks] == ["orkar inte trappor"]
    assert found_suggestions(RESULT, masks) == ()


def test_suggestions_are_kept_with_the_application() -> None:
    file = BlindFile("brev.txt", "brev", "review", suggestions=found_suggestions(RESULT, []))
    made = BlindApplication("K01", (file,))
    assert BlindApplication.from_dict(made.to_dict()) == made


def test_the_page_turns_a_ticked_suggestion_into_a_mask_of_its_category() -> None:
    mask = Mask(4, 22, "health", TEXT[4:22], "[UPPGIFT]", 0.3, "", "model-grounds", "")
    file = BlindFile("brev.txt", "brev", "review", suggestions=(mask, replace(mask, start=0)))
    made = BlindApplication("K01", (file,))
    form = ManyForm({"hide-suggested": ["0-4-22", "9-9-9"]}, {})
    assert _edits(form, made) == [Edit("hide", 0, 4, 22, "health")]
