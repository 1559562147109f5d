"""Files of answers for tests, each written here in the shape that its program gives it."""

import csv
from io import BytesIO, StringIO

import xlsxwriter

HEADINGS = ["Ref", "Name", "Email", "Date received", "CU-1 Do you agree?", "CU-1 comments", "Any other comments"]
ANN = ["R1", "Ann Lee", "ann@example.test", "21/11/2011 09:30", "Strongly agree", "A good start.\nGo further.", ""]
BEN = ["R2", "Ben Ode", "ben@example.test", "20/11/2011", "Tend to disagree", "", "Thank you for asking."]


def as_csv(*rows, headings=HEADINGS, encoding="utf-8", delimiter=","):
    out = StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([headings, *rows])
    return out.getvalue().encode(encoding)


def as_workbook(*rows, merge=(), sheet="Answers"):
    """Rows from A1; `merge`: (first row, first column, last row, last column, words)."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet(sheet)
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            if cell != "":
                page.write(down, across, cell)
    for top, left, bottom, right, words in merge:
        page.merge_range(top, left, bottom, right, words)
    book.close()
    return out.getvalue()


SURVEYMONKEY = [
    ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name",
     "Last Name", "Custom Data 1", "How far do you agree with CU-1?", "", "", "Reduce short sentences: comments"],
    ["", "", "", "", "", "", "", "", "", "Agree", "Disagree", "Other (please specify)", "Open-Ended Response"],
    ["118001", "9", "11/20/2011 10:00:00 AM", "11/20/2011 10:20:00 AM", "192.0.2.1", "ann@example.test", "Ann", "Lee",
     "", "Agree", "", "with money", "None."],
    ["118002", "9", "11/21/2011 08:00:00 AM", "11/21/2011 08:20:00 AM", "192.0.2.2", "", "Ben", "Ode", "", "",
     "Disagree", "", ""],
]  # fmt: skip
QUALTRICS = [
    ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished", "RecordedDate",
     "ResponseId", "RecipientLastName", "RecipientFirstName", "RecipientEmail", "UserLanguage", "Q1", "Q2"],
    ["Start Date", "End Date", "Response Type", "IP Address", "Progress", "Duration (in seconds)", "Finished",
     "Recorded Date", "Response ID", "Recipient Last Name", "Recipient First Name", "Recipient Email",
     "User Language", "Do you agree with CU 1?", "Why?"],
    [f'{{"ImportId":"{name}"}}' for name in ("startDate", "endDate", "status", "ipAddress", "progress", "duration",
     "finished", "recordedDate", "_recordId", "ln", "fn", "em", "lang", "QID1", "QID2_TEXT")],
    ["2011-11-20 10:00:00", "2011-11-20 10:05:00", "0", "192.0.2.1", "100", "300", "1", "2011-11-20 10:05:01",
     "R_1aB", "Lee", "Ann", "ann@example.test", "EN", "Agree", "Long overdue."],
]  # fmt: skip
MICROSOFT = [
    ["ID", "Start time", "Completion time", "Email", "Name", "Do you support CU-1?", "What would you change?"],
    ["1", "2011-11-20 10:00:00", "2011-11-20 10:05:00", "anonymous", "", "Yes", "The start date."],
]
GOOGLE = [
    ["Timestamp", "Email Address", "Which organisation do you work for?", "CU-1: how far do you agree?", "Comments"],
    ["2011/11/20 10:00:00 am GMT", "ann@example.test", "", "Neither agree nor disagree", "Wait a year."],
]
CITIZEN_SPACE = [
    ["Response ID", "Date submitted", "What is your name?", "What is your email?", "What is your organisation?",
     "CU-1 Agree or disagree?", "CU-1 Please explain"],
    ["ANON-AB12-CD34-E", "2011-11-20 10:00:00", "Ann Lee", "ann@example.test", "Lee Trust", "Disagree", "Too soon."],
]  # fmt: skip
SMARTSURVEY = [
    ["UserID", "UserNo", "Name", "Email", "IP Address", "Unique ID", "Started", "Ended", "Tracking Link",
     "1. CU-1: do you agree?", "2. Why?"],
    ["100771", "1", "Ann Lee", "ann@example.test", "192.0.2.1", "", "20/11/2011 10:00", "20/11/2011 10:05", "",
     "Partly agree", "It depends."],
]  # fmt: skip
