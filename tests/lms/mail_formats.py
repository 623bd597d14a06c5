"""Replies as the usual mail programs write them, in Dutch and English: name → (kind, what arrives, what its sender wrote).

The quoted words always hold QUOTED and signatures SIGNED, so that a test sees what was left in."""

QUOTED, SIGNED = "Hoe lang durf jij te wachten", "Zonnebloem BV"
OUTLOOK_HTML_NL = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0cm}</style></head>
<body lang="NL"><div class="WordSection1"><p class="MsoNormal">Ik tel tot <b>vijf</b>.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<p class="MsoNormal">Dat helpt.<o:p></o:p></p><p class="MsoNormal">Met vriendelijke groet,<o:p></o:p></p><p class="MsoNormal">Naomi Pinas<o:p></o:p></p>
<p class="MsoNormal">Zonnebloem BV<o:p></o:p></p>
<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>Van:</b> Academie &lt;x@y.nl&gt;<br>
<b>Verzonden:</b> woensdag 25 november 2026 10:12<br><b>Aan:</b> Naomi<br><b>Onderwerp:</b> Stilte</p></div>
<p class="MsoNormal">Hoe lang durf jij te wachten?</p></div></body></html>"""
OUTLOOK_WEB = """<html><body><div class="elementToProof">I count to five.</div><div class="elementToProof"><br></div>
<div id="Signature"><p>Naomi, Zonnebloem BV</p></div><div id="appendonsend"></div><hr style="display:inline-block;width:98%">
<div id="divRplyFwdMsg" dir="ltr"><font><b>From:</b> Academy &lt;x@y.nl&gt;<br><b>Sent:</b> Wednesday, November 25, 2026 10:12<br>
<b>To:</b> Naomi<br><b>Subject:</b> Silence</font></div><div>Hoe lang durf jij te wachten?</div></body></html>"""
GMAIL_HTML = """<div dir="ltr">Ik tel tot <i>vijf</i>, zie <a href="https://example.org/stilte">dit stuk</a>.<div><br></div><div>Dat helpt.</div></div><br>
<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">Op wo 25 nov 2026 om 10:12 schreef Academie &lt;<a href="mailto:x@y.nl">x@y.nl</a>&gt;:<br></div>
<blockquote class="gmail_quote" style="margin:0 0 0 .8ex"><p>Hoe lang durf jij te wachten?</p></blockquote></div>
<br clear="all"><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">Zonnebloem BV</div>"""
GMAIL_INTERLEAVED = """<div dir="ltr"><div class="gmail_quote"><div class="gmail_attr">On Wed, Nov 25, 2026 at 10:12 AM Academy &lt;x@y.nl&gt; wrote:<br></div>
<blockquote class="gmail_quote">How long do you wait?</blockquote><div>Five seconds.</div><blockquote class="gmail_quote">And then?</blockquote>
<div>Then I ask again.</div></div></div>"""
APPLE_HTML = """<html><head></head><body dir="auto">I count to five.<div><br></div><ul><li>breathe</li><li>look around</li></ul><div id="AppleMailSignature">Zonnebloem BV</div>
<div><br><blockquote type="cite"><div>On 25 Nov 2026, at 10:12, Academy &lt;x@y.nl&gt; wrote:</div><br><div>Hoe lang durf jij te wachten?</div></blockquote></div></body></html>"""
THUNDERBIRD_HTML = """<html><head></head><body><p>Ik tel tot vijf.</p><p>En dan <code>stil</code> zijn.</p>
<div class="moz-cite-prefix">Op 25-11-2026 om 10:12 schreef Academie:<br></div><blockquote type="cite" cite="mid:x@y"><p>Hoe lang durf jij te wachten?</p></blockquote>
<pre class="moz-signature" cols="72">-- 
Zonnebloem BV</pre></body></html>"""
YAHOO = """<div class="yahoo-style-wrap"><div dir="ltr">I count to five.</div><div><br></div></div><div id="ydp1" class="yahoo_quoted"><div>On Wednesday, November 25, 2026
at 10:12:03 AM GMT+1, Academy wrote:</div><div>Hoe lang durf jij te wachten?</div></div>"""
PROTON = """<div>Ik tel tot vijf.</div><div class="protonmail_signature_block"><div>Zonnebloem BV</div></div><div class="protonmail_quote">Op woensdag 25 november 2026 om 10:12
schreef Academie &lt;x@y.nl&gt;:<br><blockquote class="protonmail_quote" type="cite">Hoe lang durf jij te wachten?</blockquote></div>"""

FORMATS = {
    "Gmail, Dutch": ("plain", """Ik tel tot vijf.

Op wo 25 nov 2026 om 10:12 schreef Academie <x@y.nl>:

> Hoe lang durf jij te wachten?
>
""", "Ik tel tot vijf."),
    "Gmail, English, broken attribution": ("plain", """I count to five.

On Wed, Nov 25, 2026 at 10:12 AM Academy of Silence and Listening <
reply+topic.7.12.abcdefghijklmnopqrstuvwx@answers.academy.example> wrote:

> Hoe lang durf jij te wachten?
""", "I count to five."),
    "Gmail, with its own signature": ("plain", """Ik tel tot vijf.

-- 
Naomi Pinas
Zonnebloem BV

Op wo 25 nov 2026 om 10:12 schreef Academie <x@y.nl>:
> Hoe lang durf jij te wachten?
""", "Ik tel tot vijf."),
    "Gmail, HTML only": ("html", GMAIL_HTML, "Ik tel tot *vijf*, zie [dit stuk](https://example.org/stilte).\n\nDat helpt."),
    "Gmail, answers between the lines": ("plain", """On Wed, Nov 25, 2026 at 10:12 AM Academy <x@y.nl> wrote:

> How long do you wait?

Five seconds.

> And then?

Then I ask again.

> Hoe lang durf jij te wachten?
""", "> How long do you wait?\n\nFive seconds.\n\n> And then?\n\nThen I ask again."),
    "Gmail, answers between the lines, HTML": ("html", GMAIL_INTERLEAVED,
        "> How long do you wait?\n\nFive seconds.\n\n> And then?\n\nThen I ask again."),
    "Outlook, Dutch": ("plain", """Ik tel tot vijf.

Met vriendelijke groet,

Naomi Pinas
Zonnebloem BV
T 020 123 45 67

Van: Academie <x@y.nl>
Verzonden: woensdag 25 november 2026 10:12
Aan: Naomi Pinas <naomi@zonnebloem.example>
Onderwerp: Stilte

Hoe lang durf jij te wachten?
""", "Ik tel tot vijf."),
    "Outlook, English": ("plain", """I count to five.

Kind regards,
Naomi

From: Academy <x@y.nl>
Sent: Wednesday, 25 November 2026 10:12
To: Naomi Pinas
Subject: Silence

Hoe lang durf jij te wachten?
""", "I count to five."),
    "Outlook, old, Dutch": ("plain", """Ik tel tot vijf.

-----Oorspronkelijk bericht-----
Van: Academie
Verzonden: woensdag 25 november 2026 10:12
Hoe lang durf jij te wachten?
""", "Ik tel tot vijf."),
    "Outlook, old, English": ("plain", """I count to five.

-----Original Message-----
From: Academy
Hoe lang durf jij te wachten?
""", "I count to five."),
    "Outlook on the web, plain": ("plain", """I count to five.
________________________________
From: Academy <x@y.nl>
Sent: Wednesday, November 25, 2026 10:12 AM
To: Naomi
Subject: Silence

Hoe lang durf jij te wachten?
""", "I count to five."),
    "Outlook, HTML only, Dutch": ("html", OUTLOOK_HTML_NL, "Ik tel tot **vijf**.\n\nDat helpt."),
    "Outlook on the web, HTML only": ("html", OUTLOOK_WEB, "I count to five."),
    "Outlook for iOS, Dutch": ("plain", """Ik tel tot vijf.

Outlook voor iOS<https://aka.ms/o0ukef> downloaden
________________________________
Van: Academie <x@y.nl>
Verzonden: Wednesday, November 25, 2026 10:12:03 AM
Aan: Naomi
Onderwerp: Stilte

Hoe lang durf jij te wachten?
""", "Ik tel tot vijf."),
    "Outlook for Android, English": ("plain", """I count to five.

Get Outlook for Android<https://aka.ms/AAb9ysg>
________________________________
From: Academy <x@y.nl>
Sent: Wednesday, November 25, 2026 10:12:03 AM
To: Naomi
Subject: Silence

Hoe lang durf jij te wachten?
""", "I count to five."),
    "Apple Mail, English": ("plain", """I count to five.

> On 25 Nov 2026, at 10:12, Academy <x@y.nl> wrote:
> 
> Hoe lang durf jij te wachten?
""", "I count to five."),
    "Apple Mail, Dutch": ("plain", """Ik tel tot vijf.

> Op 25 nov 2026, om 10:12 heeft Academie <x@y.nl> het volgende geschreven:
> 
> Hoe lang durf jij te wachten?
""", "Ik tel tot vijf."),
    "Apple Mail, HTML only": ("html", APPLE_HTML, "I count to five.\n\n- breathe\n- look around"),
    "iPhone, Dutch": ("plain", """Ik tel tot vijf.

Verstuurd vanaf mijn iPhone

> Op 25 nov. 2026 om 10:12 heeft Academie <x@y.nl> het volgende geschreven:
> 
> \ufeffHoe lang durf jij te wachten?
""", "Ik tel tot vijf."),
    "iPad, English": ("plain", """I count to five.

Sent from my iPad

> On 25 Nov 2026, at 10:12, Academy <x@y.nl> wrote:
> 
> Hoe lang durf jij te wachten?
""", "I count to five."),
    "Thunderbird, Dutch": ("flowed", """Ik tel tot vijf, en dan kijk ik 
naar buiten.

Op 25-11-2026 om 10:12 schreef Academie:
> Hoe lang durf jij te wachten?

-- 
Zonnebloem BV
""", "Ik tel tot vijf, en dan kijk ik naar buiten."),
    "Thunderbird, English, below the quote": ("plain", """On 25/11/2026 10:12, Academy wrote:
> Hello Naomi,
>
> Hoe lang durf jij te wachten?
> One
> Two
> Three
> Four
> Five
> Six

I count to five.
""", "I count to five."),
    "Thunderbird, HTML only": ("html", THUNDERBIRD_HTML, "Ik tel tot vijf.\n\nEn dan stil zijn."),
    "Samsung, Dutch": ("plain", """Ik tel tot vijf.


Verzonden vanaf mijn Galaxy


-------- Oorspronkelijk bericht --------
Van: Academie <x@y.nl>
Datum: 25-11-2026 10:12 (GMT+01:00)
Aan: Naomi
Onderwerp: Stilte

Hoe lang durf jij te wachten?
""", "Ik tel tot vijf."),
    "Samsung, English": ("plain", """I count to five.

Sent from my Galaxy

-------- Original message --------
From: Academy <x@y.nl>
Date: 25/11/2026 10:12 (GMT+01:00)
Hoe lang durf jij te wachten?
""", "I count to five."),
    "Windows Mail, Dutch": ("plain", """Ik tel tot vijf.

Verzonden vanuit Mail voor Windows

Van: Academie
Verzonden: woensdag 25 november 2026 10:12
Aan: Naomi
Onderwerp: Stilte

Hoe lang durf jij te wachten?
""", "Ik tel tot vijf."),
    "Yahoo, HTML only": ("html", YAHOO, "I count to five."),
    "Yahoo, plain": ("plain", """I count to five.

    On Wednesday, November 25, 2026 at 10:12:03 AM GMT+1, Academy <x@y.nl> wrote:  

 Hoe lang durf jij te wachten?
""", "I count to five."),
    "Proton, HTML only": ("html", PROTON, "Ik tel tot vijf."),
    "Proton, plain": ("plain", """Ik tel tot vijf.

Verzonden met [Proton Mail](https://proton.me/) beveiligde e-mail.

Op woensdag 25 november 2026 om 10:12 schreef Academie <x@y.nl>:

> Hoe lang durf jij te wachten?
""", "Ik tel tot vijf."),
    "Exchange with a disclaimer": ("plain", """Ik tel tot vijf.

Dit bericht is uitsluitend bestemd voor de geadresseerde. Zonnebloem BV
aanvaardt geen aansprakelijkheid.
""", "Ik tel tot vijf."),
    "Name before the date": ("plain", """Ik tel tot vijf.

Academie schreef op 25-11-2026 10:12:
> Hoe lang durf jij te wachten?
""", "Ik tel tot vijf."),
    "Nothing but a quote at the end": ("plain", """Ik tel tot vijf.

> Hoe lang durf jij te wachten?
""", "Ik tel tot vijf."),
    "Nothing quoted at all": ("plain", """Hallo allemaal,

Van: dat woord schrik ik niet. Op dinsdag schreef ik al een stuk, zie dit: mooi.
On second thought I wrote: five.

1. een
2. twee
""", """Hallo allemaal,

Van: dat woord schrik ik niet. Op dinsdag schreef ik al een stuk, zie dit: mooi.
On second thought I wrote: five.

1. een
2. twee"""),
    "Only a quoted mail": ("plain", """Op wo 25 nov 2026 om 10:12 schreef Academie <x@y.nl>:

> Hoe lang durf jij te wachten?
""", ""),
}  # fmt: skip
