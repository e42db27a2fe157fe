"""All that can be wrong with data: the sentence of each problem by its stable code.

`{named}` fields are filled in by `chuyenhoa.model.problems`, after the sentence is translated.
"""

from __future__ import annotations

from chuyenhoa.language import N_

SENTENCES: dict[str, str] = {
    # The file as a whole
    "not_text": N_("The file is not UTF-8 text."),
    "utf_16": N_("The file is UTF-16 text: save it as UTF-8."),
    "empty_file": N_("The file is empty."),
    "bad_format": N_("The file has the format “{text}”; this program reads “{expected}”."),
    # Tables in files of any kind
    "wrong_kind": N_(
        "This is a {kind} file; save the table in it as XLSX, ODS or CSV, or in a Word file as "
        "DOCX."
    ),
    "unknown_kind": N_("This is neither a text file nor a workbook nor a Word file."),
    "encrypted": N_(
        "The file is protected by a password: remove the password and save the file again."
    ),
    "damaged_file": N_(
        "This {kind} file is damaged, or no office program has written it: open it in one and save "
        "it again."
    ),
    "file_too_large": N_(
        "Reading this file takes more memory or time than is allowed: save the table that is meant "
        "in a file of its own."
    ),
    "too_many_cells": N_(
        "The table reaches as far as here and has more than {limit} cells: delete the rows and "
        "columns that do not belong to it."
    ),
    "repeated_rows": N_(
        "This row is repeated {count} times: delete the rows that do not belong to the table."
    ),
    "no_table": N_("There is no table in this file."),
    "unknown_encoding": N_(
        "From here on the text is neither UTF-8 nor Vietnamese in another known encoding: save it "
        "as UTF-8."
    ),
    "unclear_encoding": N_(
        "“{text}” may be written for an old Vietnamese font and cannot be converted with "
        "certainty: convert the file to Unicode."
    ),
    "converted": N_("The text was written for {encoding} fonts and has been converted to Unicode."),
    "bad_quote": N_(
        "After closing quotes only “{separator}” can follow; quotes within a text are written "
        "twice."
    ),
    "ragged_row": N_("This row has {count} fields, but the table has {expected} columns."),
    # YAML (contract §2)
    "bad_syntax": N_("This is not valid YAML: it cannot be read from here on."),
    "bad_indent": N_(
        "This does not belong here: indent the line like its neighbours, and let nothing follow a "
        "closing quote or bracket."
    ),
    "tab_indent": N_("Lines are indented with spaces, not with tabs."),
    "open_quote": N_("The quotes that begin here are not closed."),
    "bad_escape": N_(
        "A backslash in double quotes has a meaning of its own: write it twice, or use 'single' "
        "quotes."
    ),
    "stray_colon": N_(
        "No “:” can stand here: check how far the line is indented, or put the text that contains "
        "it in quotes."
    ),
    "decimal_comma": N_(
        "A comma ends the value before this: write a decimal number with a point, as in 12.5."
    ),
    "missing_colon": N_("A “:” is missing after this key."),
    "open_bracket": N_(
        "A comma or a closing bracket is missing before this (the bracket opens on line {line}), "
        "or a text needs quotes."
    ),
    "quotes_needed": N_("A text cannot begin with “{text}” unless it is put in quotes."),
    "unprintable": N_("The character {character} cannot stand in a data file."),
    "alias": N_("Anchors (&) and aliases (*) are not allowed: write the text out in each place."),
    "tag": N_("Tags (!) are not allowed: write the text without “{text}”."),
    "several_documents": N_("A second document starts here: one file holds one document."),
    "too_deep": N_("This is nested more than {limit} levels deep."),
    "key_twice": N_("“{key}” is given twice; the first time was on line {line}."),
    "unknown_key": N_("“{key}” is not a key that belongs here."),
    "missing_key": N_("The key “{key}” is missing here."),
    "missing_areas": N_(
        "The key “areas” is missing here; in a file without areas of its own, “areas: []” is "
        "enough."
    ),
    "mapping_expected": N_("Keys with their values are expected here, as in “name: Phìn Hồ”."),
    "list_expected": N_("A list is expected here."),
    "text_expected": N_("A single text is expected here, not a list and not keys."),
    "control_character": N_("This text contains the control character {character}."),
    "text_too_long": N_("This text has {length} characters; at most {limit} are allowed."),
    "missing_text": N_("“{key}” must not be empty."),
    "bad_choice": N_("“{text}” is not one of: {choices}."),
    "out_of_range": N_("“{text}” must lie between {low} and {high}."),
    "bad_whole_number": N_("“{text}” must be a whole number."),
    "bad_cutoff_day": N_("The cut-off day must be a whole number from 1 to 28, not “{text}”."),
    # Codes and names
    "bad_code": N_(
        "“{text}” cannot be a code: a code is 1 to 40 letters without accents, digits, “.”, “_” "
        "or “-”, and starts with a letter or a digit."
    ),
    "duplicate_code": N_("The code “{text}” is already used at {first}."),
    "repeated_definition": N_("“{text}” is stated in the same way at {first}; once is enough."),
    "conflicting_definition": N_("“{text}” is stated differently at {first}."),
    "unknown_area": N_("There is no area “{text}”."),
    "unknown_criterion": N_("There is no criterion “{text}”."),
    "unknown_group": N_("There is no group “{text}” in this criteria set."),
    "ambiguous_name": N_("“{text}” can mean several: {candidates}. Use the code."),
    # Values (contract §3)
    "bad_number": N_("“{text}” is not a number."),
    "number_too_long": N_(
        "“{text}” is too long: a number has at most nine digits before the decimal mark and four "
        "after it."
    ),
    "unclear_rounding": N_(
        "“{text}” has more than the four decimals that can be kept, and rounded it might be judged "
        "otherwise: enter it as it was counted, a rate as numerator/denominator."
    ),
    "negative": N_("“{text}” is negative; this figure cannot be."),
    "share_above_one": N_(
        "In “{text}” the first number is larger than the second; where that is right, the "
        "criterion must say may_exceed: true."
    ),
    "above_per": N_(
        "“{text}” is more than {per}; where that is right, the criterion must say may_exceed: true."
    ),
    "fraction_not_allowed": N_("“{text}” is a fraction; only a rate is written as one."),
    "percent_not_allowed": N_("“{text}” is a percentage; this figure is not counted per 100."),
    "rate_too_large": N_("“{text}” comes to a billion or more per {per}."),
    "note_without_value": N_("This note belongs to no value: {criterion} has none here."),
    "no_baseline": N_(
        "Only a criterion measured as a reduction has a baseline; {criterion} is measured as "
        "{measure}."
    ),
    "bad_answer": N_("“{text}” is not an answer: this criterion takes yes or no."),
    "answer_not_allowed": N_("“{text}” is an answer; this criterion takes a number."),
    # How a sheet is laid out
    "no_sheet": N_("There is no sheet “{text}” that holds anything; there are: {sheets}."),
    "no_results": N_("No visible sheet holds anything; the file has: {sheets}."),
    "several_sheets": N_("Several sheets can be meant: {sheets}. Name one with --sheet."),
    "several_tables": N_("A second table begins here; put it on a sheet of its own."),
    "no_layout": N_(
        "No table of results is recognised: areas or criteria must stand below each other, under "
        "a row of headings like “Địa bàn, {criteria}”. “chuyenhoa form” writes such a workbook."
    ),
    "no_values": N_("No column below these headings holds results."),
    "no_area": N_(
        "The sheet does not say which area it is about: name it in the title, the sheet's name or "
        "the file's name."
    ),
    "several_areas": N_("The sheet can be about several areas: {candidates}."),
    "no_period": N_(
        "The sheet does not say which period it is about: write it into the title, or give it with "
        "--period."
    ),
    "several_periods": N_(
        "The sheet can be about several periods: {candidates}. Name one with --period."
    ),
    "other_period": N_("This says {stated}, but {asked} is asked for."),
    "year_stated": N_("This says {stated} only; what is below is taken for {asked}."),
    "plan_stated": N_(
        "“{text}” looks like the title of a plan or of another period, not of results."
    ),
    "ambiguous_heading": N_("The heading “{text}” can mean several: {candidates}."),
    "unknown_column": N_("The heading “{text}” names no criterion, but figures stand below it."),
    "same_columns": N_("The columns {columns} are about the same; this one has “{text}” above it."),
    "percent_heading": N_("“{text}” is in percent, but {criterion} is not counted per 100."),
    "scaled_unit": N_(
        "“{text}” counts in thousands or more, but {criterion} does not: write its figures in full."
    ),
    "half_pair": N_("“{text}” is half of a rate, but no column holds the other half."),
    "look_alike": N_("“{text}” is taken for {code}: O and 0, or I, l and 1 have been mistaken."),
    "no_label": N_("Figures stand in this row, but nothing says what they are about."),
    "not_results": N_("“{text}” names no results of this period: what stands there is not read."),
    "row_left_out": N_(
        "“{text}” stands below the table in a row that is none of its own: the row is not read."
    ),
    "hidden_read": N_("Rows and columns that are hidden have been read as well: {hidden}."),
    "labels_disagree": N_("This row is about {one} and about {other}."),
    "area_among_criteria": N_(
        "Figures of another area, “{text}”, begin here; from here on the sheet is not read."
    ),
    "file_left_out": N_("This file is left out, as you have answered."),
    "bad_column": N_("“{text}” is not a column; columns are called A to XFD."),
    # Cells
    "date_cell": N_(
        "A date stands here ({text}): spreadsheets make dates of fractions like 5/6. Format the "
        "cell as text and write the figure again."
    ),
    "error_cell": N_("The cell shows {text}: mend its formula, or write the figure."),
    "unsaved_formula": N_(
        "The formula was saved without its value: open the file in a spreadsheet program and save "
        "it again."
    ),
    "number_wanted": N_("“{text}” is more than a number: write the number of this period alone."),
    "rate_wanted": N_("“{text}” is more than a rate: write it like 18/19, or like 94.7%."),
    "change_given": N_(
        "“{text}” is a change: write the number of this period, the change is worked out from it."
    ),
    "unclear_share": N_(
        "“{text}” can mean {number}% or {percent}%: write it with its percent sign, or like 18/19."
    ),
    "unclear_thousands": N_(
        "“{text}” can mean {whole} or a decimal number: write it as {whole}, or in a cell that is "
        "formatted as a number."
    ),
    "merged_figure": N_(
        "“{text}” stands in a cell merged over several rows: write a figure in each of them."
    ),
    "rounded": N_(
        "Figures of {criterion} have more than four decimals and are rounded, “{text}” here to "
        "{value}."
    ),
    "not_a_mark": N_(
        "“{text}” is no mark: under this heading a mark says whether a criterion of yes or no is "
        "met."
    ),
    "doubtful_no": N_(
        "“{text}” under “{name}” is read as no, so as not met; where there are none, write yes."
    ),
    "beside_empty": N_("“{text}” stands beside an empty result and is not read."),
    "half_fraction": N_("“{text}” is half of a rate; the other half is missing."),
    # Targets (contract §4)
    "bad_target": N_("“{text}” is not a target; write one like “>= 80”, “3 .. 5” or “yes”."),
    "empty_target": N_("No number lies in “{text}”: the first must not be the larger one."),
    "target_does_not_fit": N_(
        "The target “{text}” does not fit a criterion measured as {measure}."
    ),
    # Periods (contract §9)
    "bad_period": N_("“{text}” is not a period; write one like 2023, 2023-H1, 2023-Q2 or 2023-06."),
    "future_period": N_("The period {period} has not begun yet."),
    "too_early": N_("“{key}: {text}” comes too early: “{earlier}” is {other}."),
    "same_start": N_("“{text}” starts on the same day as “{other}”: one of them must start later."),
    "no_set_in_force": N_("No criteria set is in force in {period}."),
    # What does not go together
    "conflicting_result": N_(
        "{area}, {criterion}, {period}: “{text}” here, but “{other}” at {first}."
    ),
    "repeated_result": N_("{area}, {criterion}, {period}: the same value stands at {first}."),
    "recorded_outside": N_(
        "{text}, recorded for {area}, {criterion}, {period}, would be more than these rules allow: "
        "a share is at most 1 and a rate at most {per}, unless may_exceed is true."
    ),
    "measure_changed": N_(
        "The criterion {criterion} is measured as {measure} here, but as {other} elsewhere; a "
        "criterion with another measure needs another code."
    ),
    "criterion_in_use": N_(
        "The criterion {criterion} is defined nowhere else and cannot go: it has results, a "
        "revised target, a baseline or notes."
    ),
    # Notes (contract §14)
    "bad_note_kind": N_(
        "“{text}” is no kind of note; there are achievement (kết quả đạt được), shortcoming (tồn "
        "tại, hạn chế), difficulty (khó khăn, vướng mắc), cause (nguyên nhân), measure (giải "
        "pháp), recommendation (kiến nghị) and model (mô hình tự quản)."
    ),
    "bad_date": N_("“{text}” is not a date that exists; write it as 2023-06-14."),
    "unknown_note": N_("There is no note “{text}”."),
    "never_open": N_(
        "“{key}” does not go with an achievement: it is said in its own period and is never open."
    ),
    # Templates of users
    "template_syntax": N_("The template cannot be read here: {detail}."),
    "open_block": N_(
        "The template ends, but a block “{text}” is still open: “end{text}” is missing."
    ),
    "unknown_name": N_("There is no “{text}” here; there are: {names}."),
    "no_names": N_("There is no “{text}” in {of}: this has no parts with names."),
    "split_block": N_(
        "A block of this template does not end in the paragraph, row or cell that it begins in: "
        "begin its tags with {paragraph}, {row} or {cell}."
    ),
    "unknown_template": N_(
        "There is no template “{text}” in this folder, and others cannot be used; there are: "
        "{names}."
    ),
    "template_refused": N_("This is not allowed in a template: {detail}."),
    "template_error": N_("This cannot be worked out: {detail}."),
    "template_too_large": N_(
        "Filling this template takes more time or memory than is allowed, or its document is too "
        "long: look for a loop in a loop."
    ),
    "template_outside": N_("This is a link to a file outside of the folder of its templates."),
}
