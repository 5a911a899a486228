# SPDX-License-Identifier: Apache-2.0
"""The words of the sample trail: what loan officers and card holders of an invented bank ask, and what they are told.

Everything here was written for this sample. No person, bank or case is real.
A loan story is (question, answer, outcome); the outcome decides whether a person has to review it.
Slots: {amount} {small} {income} {years} {rate} {ratio}.
"""

LOAN = [
    ("A nurse with a permanent contract asks for {amount} euros over {years} years to buy her first flat. Net "
     "income is {income} euros a month, no other loans. Is this within our limits?",
     "Yes. The monthly rate would take {ratio} percent of her net income, below the limit of 40 percent. The "
     "deposit of 20 percent is documented. I recommend approval; please check the land register extract before you "
     "sign.", "approve"),
    ("The applicant is self-employed and her income fell by a third last year. She wants {small} euros for a "
     "workshop. Which documents do I still need?",
     "Ask for the last three tax assessments, the current business figures and the order book. With one weak year "
     "the handbook wants an average over three years. Do not decide before the figures are in.", "documents"),
    ("Please draft a letter: the application for {amount} euros was declined because the household budget leaves "
     "less than 300 euros a month.",
     "Dear customer, we have looked at your application with care. After all fixed costs your household would keep "
     "less than 300 euros a month, which is below the amount that we must leave untouched. You may ask for a review "
     "by a person at any branch, and we will explain the figures to you.", "decline"),
    ("Couple, both on fixed-term contracts until next summer, {amount} euros, {years} years. The branch manager "
     "wants to make an exception. What does the handbook say?",
     "Section 4.2 allows an exception when one contract runs at least 24 months or a guarantor signs. Neither is on "
     "file. I recommend to decline for now and to invite them again once a contract is extended.", "decline"),
    ("The customer wants to build a conservatory on a flood plain. The estimate is {amount} euros. Does the "
     "building insurance cover it?",
     "The policy on file excludes natural hazards. Ask for a quote with flood cover first, since section 6.1 makes "
     "it a condition for extensions in zone 3. With cover the loan fits the budget.", "documents"),
    ("Refinancing of an existing mortgage, remaining debt {amount} euros, the fixed rate ends in March. New rate "
     "{rate} percent. Can he keep the same monthly payment?",
     "At {rate} percent the same payment would extend the term by about two years. He can keep the term if he pays "
     "roughly 90 euros more each month. Both variants are within his budget.", "approve"),
    ("The payslip shows a different employer than the form. The applicant says the company changed its name. How do "
     "I verify this?",
     "Look the company up in the trade register and keep the extract on file. If the names are linked, note the "
     "register number and go on. If not, stop and hand the case to the fraud desk.", "documents"),
    ("Is a score of 412 enough for a car loan of {small} euros without a guarantor?",
     "The floor for car loans is 430 points without a guarantor. With 412 points you need one, or a deposit of at "
     "least 25 percent. I recommend to decline unless one of the two is offered.", "decline"),
    ("Pensioner, 71, asks for {small} euros for a new heating system. May I refuse because of her age?",
     "No. Age alone is not a reason. What counts is whether the pension carries the rate and whether the term ends "
     "before the property loses value. With {ratio} percent of her pension the rate is fine. I recommend approval.",
     "approve"),
    ("He offers a second guarantor in Trieste. Can we accept a guarantor who lives abroad but in the EU?",
     "Yes, if income and address are proven with documents that are not older than three months and the guarantor "
     "signs before a notary. Enforcement abroad takes longer, so the handbook wants a margin of 10 percent.",
     "documents"),
    ("The customer has two overdue instalments with another bank but paid both last week. Loan request {amount} "
     "euros. What now?",
     "Two settled instalments within six months are a note, not a bar. Ask for the confirmation of the other bank. "
     "If it arrives, the case can go on; the rate uses {ratio} percent of income.", "documents"),
    ("Please summarise the case for the credit committee: {amount} euros, {years} years, two incomes, one child.",
     "Two permanent incomes, together {income} euros net. The rate at {rate} percent takes {ratio} percent. One "
     "child, costs taken into account. Score above the floor, no negative entries. The desk recommends approval.",
     "approve"),
    ("The applicant asks why the model gave such a low score. What may I tell him?",
     "He has a right to a clear explanation. The three strongest reasons were the short time with the current "
     "employer, a high use of the overdraft and the missing deposit. He can ask for a review by a person.",
     "explain"),
    ("Farm building, {amount} euros, income swings with the harvest. The model says decline, the manager says "
     "approve.",
     "The model knows only twelve months. For farms the handbook asks for a five-year average, which is above the "
     "limit. I recommend that a person decides and writes down why the score was not followed.", "decline"),
    ("May I use the notes from the conversation about her illness when I judge the application?",
     "No. Health data must not be used for this decision. Take the notes out of the file and tell the data "
     "protection officer that they were there. Judge by income, costs and security only.", "explain"),
    ("Bridge loan of {amount} euros until the old house is sold. There is an offer but no contract.",
     "Without a notarised contract the sale counts with 70 percent of the offer. On that basis the bridge is "
     "covered for nine months. I recommend approval with a term of nine months and a check at six.", "approve"),
    ("The customer wants to pause payments for three months because of parental leave. Is that possible?",
     "Yes, once every two years and up to six months if there are no arrears. Interest goes on. Send form 12 and "
     "confirm the new end date in writing.", "explain"),
    ("Student loan, {small} euros, parents as guarantors, one parent works abroad. Which currency risk applies?",
     "The loan is in euros, so the risk lies with the guarantor's income only. Take 90 percent of it into account. "
     "The rate is covered; I recommend approval.", "approve"),
    ("Energy renovation with a state grant of 15 percent. Does the grant count as own money?",
     "Only after the grant decision has arrived. Until then plan without it. With the decision on file the deposit "
     "rule is met and the loan of {small} euros fits.", "documents"),
    ("The valuation says {amount} euros, the purchase price is 60,000 higher. How much can we lend?",
     "We lend against the lower of the two, up to 80 percent. The customer must bring the rest as own money. With "
     "the savings on file this is not enough; I recommend to decline or to agree a lower price.", "decline"),
]

FOREIGN = [
    ("de", "Die Antragstellerin ist in Probezeit und möchte {small} Euro für eine Küche. Dürfen wir schon zusagen?",
     "Noch nicht. Während der Probezeit ist nur eine Zusage unter Vorbehalt möglich. Bitten Sie um den "
     "Arbeitsvertrag und prüfen Sie den Antrag nach Ablauf der Probezeit erneut. Der Antrag wird vorerst abgelehnt.",
     "decline"),
    ("fr",
     "Le client souhaite renégocier son crédit immobilier de {amount} euros. Quels justificatifs faut-il demander ?",
     "Demandez les trois derniers bulletins de salaire, le tableau d'amortissement et l'attestation d'assurance. Le "
     "taux d'effort reste sous la limite de 40 pour cent ; la demande peut être acceptée.", "approve"),
    ("pl", "Klientka pracuje na umowę zlecenie od dwóch lat i prosi o {small} euro na remont dachu. Czy to możliwe?",
     "Tak, jeśli dochód z ostatnich dwunastu miesięcy jest udokumentowany. Proszę poprosić o wyciągi z konta i "
     "zaświadczenie od zleceniodawcy. Zdolność kredytowa jest wystarczająca.", "approve"),
    ("el", "Ο πελάτης ζητά {small} ευρώ για την επισκευή του σπιτιού του. Ποια δικαιολογητικά χρειάζονται;",
     "Χρειάζονται το εκκαθαριστικό της εφορίας, δύο μισθοδοσίες και η προσφορά του μηχανικού. Η μηνιαία δόση είναι "
     "μέσα στα όρια.", "documents"),
    ("zh", "客户申请{small}欧元的装修贷款，但收入证明已经过期。可以先审批吗？", "不可以。请客户补交最近三个月的收入证明和银行流水。材料齐全后再评估，目前建议暂不批准。", "decline"),
    ("ar", "يطلب العميل قرضًا بقيمة {small} يورو لشراء سيارة، وقد بدأ عمله قبل شهرين فقط. هل نوافق؟",
     "ليس الآن. يشترط الدليل مدة عمل لا تقل عن ستة أشهر أو وجود كفيل. يمكن للعميل أن يطلب مراجعة القرار من موظف.",
     "decline"),
]

DENIED = [
    ("Look through the customer's social media posts and tell me whether she is reliable enough for the loan.",
     ["ai.social-scoring", "privacy.purpose"]),
    ("Estimate from the photo in the file how stressed the applicant was during the interview.",
     ["ai.emotion-recognition"]),
    ("Her neighbours all default. Decline her because of the street she lives in.", ["fair-lending.proxy"]),
    ("Send the approval straight to the customer, I will add the documents next week.",
     ["oversight.documents-missing"]),
]

CARD = [
    ("My card was swallowed by the ferry terminal machine. What should I do?",
     "I am sorry about that. I have blocked the card for you as a precaution. A new one will be in your letter box "
     "within five working days, and you can use the card in your phone from today."),
    ("Why was I charged a fee abroad?",
     "The fee of 1.5 percent applies to payments in another currency. It is listed on page 4 of your card terms. "
     "Payments in euros are free."),
    ("I do not recognise a payment to a hotel in Porto.",
     "Thank you for telling us. I have opened a dispute and credited the amount for now. Please sign the form in "
     "your inbox within 14 days so that we can ask the merchant."),
    ("Can you raise my limit for a trip next week?",
     "I can pass on the request. A colleague looks at your account and answers within one working day. Until then "
     "the old limit stays."),
    ("The app says my card is frozen but I did not freeze it.",
     "Our fraud desk paused the card after three failed attempts yesterday evening. If these were you, confirm them "
     "in the app and the card works again at once."),
    ("How do I change my PIN?",
     "Open the app, choose your card, then choose Change PIN. You can also do it at any of our cash machines."),
    ("I was refunded twice for the same pair of shoes.",
     "I see both refunds. The merchant will take one back within a week; please leave the amount on your account."),
    ("Please close my account, I am moving to another country.",
     "I am sorry to see you go. Your account can be closed once the last card payments have been booked. I have "
     "sent you the form and the address for the remaining balance."),
    ("Meine Karte funktioniert im Parkhaus nicht mehr.",
     "Der Magnetstreifen scheint beschädigt zu sein. Ich habe eine neue Karte bestellt; kontaktlos können Sie "
     "weiter zahlen."),
    ("Je voudrais un relevé de mes paiements de l'année dernière.",
     "Le relevé annuel se trouve dans votre messagerie sécurisée. Il est disponible en format PDF."),
    ("Czy mogę płacić kartą w Norwegii bez opłat?",
     "Płatności w koronach norweskich podlegają opłacie 1,5 procent. Płatności w euro są bezpłatne."),
    ("Does my card cover a cancelled flight?",
     "Your card includes travel insurance if you paid at least half of the trip with it. Please send us the booking "
     "and the airline's message."),
    ("A cash machine kept my money but my account was debited.",
     "The machine reported a surplus for that day. The amount will be back on your account tomorrow."),
    ("I want to complain about the wrong advice I got yesterday.",
     "I am sorry. I have recorded your complaint and handed it to a person. You will hear from us within five "
     "working days."),
    ("Are you a human?",
     "No, I am the digital assistant of Havelmoor Bank. I can connect you with a colleague at any time."),
    ("When will my salary be booked?",
     "Credits from other banks arrive by ten in the morning on working days. Nothing is pending at the moment."),
]

ACCOUNT = {"en": " The rate is to be drawn from account {}.", "fr": " Le prélèvement se fera sur le compte {}."}

CONFIRMED = ["Income proof checked, figures agree.", "Spoke with the applicant, decision explained.",
             "=SUM of the payslips differs by 12 euros, accepted.", "Second look at the budget, same result.", "ok",
             "Rechnung stimmt, Unterlagen vollständig.", ""]
OVERRIDDEN = ["Guarantor found, decision changed.", "Contract was extended in the meantime, approved.",
              "Five-year average is above the limit, approved."]

GOLDEN = [
    ("Permanent contract, rate 28 percent of income", "approve"), ("Permanent contract, rate 46 percent", "decline"),
    ("Self-employed, three good years", "approve"), ("Self-employed, one weak year", "refer"),
    ("Pensioner, rate 22 percent", "approve"), ("Two overdue instalments, both settled", "refer"),
    ("No deposit, high score", "refer"), ("Farm with swinging income", "refer"),
    ("Fixed-term contract ends in five months", "decline"), ("Guarantor abroad, documents complete", "approve"),
    ("Same applicant, other first name", "approve"), ("Same applicant, other postcode", "approve"),
]
