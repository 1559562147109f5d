"""Words so common, in English and in Welsh, that sharing them says nothing about what two texts are about."""

ENGLISH = """
a about above across after again against all almost along already also although always am among an and another any are
around as at away be became because become been before behind being below between both but by can cannot could did do
does done down during each either else enough especially etc even ever every few for from further get give given go
had has have having he her here hers him his how however i if in indeed instead into is it its itself just keep least
less like made mainly make many may me might more most much must my need neither never no nor not nothing now of off
often on once one only onto or other others our out over own per perhaps please put rather really same say see seem
should since so some still such take than that the their them then there therefore these they thing things think this
those though through to together too toward two under until up upon us use used using very want was way we well were
what when where whether which while who whole whom whose why will with within without would yes yet you your
"""
WELSH = """
a ac ag allan am ambell ar arall at beth bod bydd byddai byddwn bynnag cael chi cyn dan dim dros drwy dyma dyna ef ei
ein eich eisoes er eu fe fel felly fod fy gall gan gellir gyda gymaint hefyd hi hon honno hwn hwnnw hyn hynny i iawn
ill lle llawer mae maen mewn mor mwy mynd na nad nawr neb neu ni nid nhw o oddi oedd oes ond os pa pam pan pawb pe
peidio pethau pob pryd pwy rhag rhai rhaid roedd rydym rydyn sut sydd sy tan trwy un unrhyw wedi wrth wyf y ychydig yw
yr ydym ydyn yma yn yna ynghylch yno ynoch ystod
"""
STOP_WORDS = frozenset((ENGLISH + WELSH).split())
