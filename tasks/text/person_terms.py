"""Word lists that tell what stands beside or inside a person's name."""

from __future__ import annotations

from tasks.text.name_words import word_set

SPEECH = word_set(
    "said says say told tells added adds explained argued warned noted insisted claimed stressed admitted replied "
    "asked wrote writes recalled stated announced declared testified denied confirmed thinks believes acknowledged "
    "concluded conceded continued suggested urged vowed pledged joked remarked observed maintained"
)
# What a name is part of when one of these follows: not a mention of the person.
THINGS = word_set(
    "Street St Road Rd Avenue Ave Boulevard Blvd Lane Drive Park Square Bridge Tower Towers Foundation Center Centre "
    "Library University College School Hospital Institute Museum Prize Award Awards Cup Medal Trophy Stadium Arena "
    "Airport Building Hall Hotel House Church County Township Lake River Creek Island Islands Bay Beach Mountain "
    "Mountains Mount Hill Hills Valley City Town Village Group Inc Corp Co Company Ltd LLC LLP GmbH AG Bank Press "
    "Times Post News Brothers Bros Motors Airlines Records Pictures Studios Entertainment Act Amendment Doctrine Plan "
    "Law Report Commission Committee Association Society Trust Fund Memorial Cemetery Theatre Theater Gallery "
    "Festival Index Highway Parkway Railway Station Plaza Mall Club FC United Open Classic Parish District Ministry "
    "Department Office Agency Party Movement Front League Army Brigade Brigades Administration Government Court "
    "Peninsula Organization Organisation Philharmonic Symphony Orchestra Band Quartet Day Week Cathedral Mosque "
    "Temple Palace Castle Tribune Journal Herald Gazette Daily Magazine Review Games Series Show Tonight Returns "
    "Satyagrah Satyagraha Wanderers Rovers Albion Hotspur Sons Rivers Lakes Wat Pagoda Caves Canal Lashkar Metro "
    "Munnetra Kazhagam Kazagam Jayanti Diwas Puja Pooja Samman Ratna Punyatithi Utsavam Samaroh Abhiyan Yojana Scheme "
    "Mission Project Andolan Yatra Utsav Mela Mahotsav Kabaddi Packers Movers Traders Builders Developers "
    "Constructions Jewellers Exports Exporters Textiles Foods Infotech Infra Infratech Realtors Realty Estates "
    "Properties Chemicals Mills Steels Solutions Systems Networks Labs Laboratories Printers Publishers Publications "
    "Logistics Securities Hospitals Martial Islander Islanders Boot Globe Globes Dialogue Screenplay Healthcare Jail "
    "Prison Technologies Industries Telecom Airways Insurance Pharmaceuticals Holdings Ventures Enterprises "
    "Productions Films Sena Dal Sabha Morcha Parishad Sangh Samiti"
)
# Indian words for quarters, lanes and buildings, which stand behind a name as "Street" does: "Sarita Vihar".
LOCALITIES = word_set(
    "Vihar Nagar Garden Gardens Enclave Colony Bagh Chowk Marg Pura Puram Ganj Gunj Mandir Sarai Khurd Kalan Wadi "
    "Layout Extension Sector Ghat Niwas Bhawan Bhavan Sadan Mahal Kunj Peth Salai Phase Bazar Bazaar Gaon Gali Nagri "
    "Masjid Dargah Gurudwara Gurdwara Ashram Palya Halli Pally Maidan Tehsil Taluka Mandal Zilla"
)
# Small words of Hindi and Urdu: a "name" with one of them is the title of a film or a song, or a slogan.
HINDUSTANI = word_set(
    "Hai Hain Mein Aur Kya Yeh Woh Hum Tum Kaun Kab Kyun Kyon Nahi Nahin Mera Meri Mere Tera Teri Tere Apna Apni Apne "
    "Tha Thi Dil Dilwale Zindagi Pyaar Pyar Ishq Mohabbat Bhi Hua Hui Gaya Raha Rahe Jaye Hoga Hogi Dulhania Bhaijaan "
    "Jawani Deewani Dhadkan Sanam Kuch Koi Jab Kal Aaj Bina Saath Aaya Aaye Chalo Padhao Chak Ek Katha Naam Weds "
    "Bachao Hatao Jalao Karo Jai Bano Lao"
)
HINDUSTANI_LINKS = word_set("Ki Ka Ke Ko Se Wala Wali Wale")
# What a name is of when one of these stands right before it: "NGO Sacchi Saheli", "the film Rangoon".
KINDS = word_set(
    "NGO film movie novel book song album magazine newspaper mouthpiece company firm startup start-up franchise brand "
    "channel app website outfit studio label nonprofit charity films movies release blockbuster sequel prequel remake "
    "musical biopic single songs albums books novels shows serials games dramas comedies sitcom serial soap series "
    "trailer teaser track anthem flick game bank airline retailer lender supermarket band ship vessel tanker yacht "
    "storm hurricane typhoon cyclone operation village town suburb locality organisation organization group militia"
)
# What follows the title of a film or a song: "Chalo Delhi trailer", "starring".
OF_WORKS = word_set("trailer teaser remake sequel prequel starring soundtrack")
CALLED = word_set("called titled named dubbed")
# "ALSO SEE", "READ MORE": what a page calls its reader to, which models take for names.
CALLS = word_set("also see read more watch click here video videos photos live updates full story")
# "the Obama administration" is a mention of the person; "the Weishaupt gallery" is not.
BELONGINGS = word_set(
    "administration government campaign cabinet presidency era family regime White House team camp affair case "
    "trial dictatorship years doctrine brothers couple clan dynasty"
)
DEEDS = word_set(
    "'s ' took went came made got gave left won lost saw met died became began ran led knew felt held kept put "
    "sent spent stood thought fell rose threw beat hit sat spoke has had did does who himself herself"
)
WHERE = word_set("in at near around outside inside In At Near")
LOWER_THINGS = word_set(
    "festival river prison village district province neighbourhood neighborhood brand hotel airport mosque temple "
    "region area city town municipality island camp border desert forest park stadium bridge street dargah shrine "
    "gurdwara gurudwara mandir masjid ashram mausoleum tomb colony slum station stations airports terminal road lane "
    "bazaar crossing flyover dam reservoir glacier ghat expressway highway"
)
LEADING_THINGS = word_set(
    "League National International Federal Global Lake Mount Mt Fort Port Camp Cape River Isle Hurricane Typhoon "
    "Cyclone Hotel Villa Club FC SC AC"
)
NAMING = word_set("surnamed named nicknamed")
# Gods whom a story names as "Lord Shiva".
DEITIES = word_set(
    "Shiva Ram Rama Krishna Ganesha Ganesh Vishnu Jagannath Hanuman Venkateswara Venkateshwara Ayyappa Buddha Murugan "
    "Brahma Indra Durga Lakshmi Saraswati Kali Parvati Balaji Mahavir Mahavira Sita"
)
INITIALS = frozenset("BCDEFGHJKLMNOPQRSTUVWXYZ")
# Words of faith that are frequent surnames as well, behind a first name.
SURNAMES_TOO = word_set("Islam Jesus")
NO_PERSON = word_set(
    "God Jesus Christ Allah Buddha Muhammad Islam Bible Koran Quran Internet Twitter Facebook Google Ebola Covid "
    "Christmas Easter Ramadan Olympic Nobel Oscar Grammy Euro Brexit Dow Nasdaq Muslim Muslims Christian Christians "
    "Jew Jews Jewish Sunni Sunnis Shiite Shiites Shia Kurd Kurds Kurdish Hindu Hindus Catholic Catholics Photo Photos "
    "Author Editor Editors Date Related Audios Videos Share Send Print Permalink Subjects Keywords Feedback Article "
    "Section Flight Page Figure Table Police Rohingya Maori Tamil Tamils Inuit Yazidi Yazidis Uighur Uighurs Uyghur "
    "Uyghurs Roma Hutu Hutus Tutsi Tutsis Pashtun Pashtuns Hazara Hazaras Druze Alawite Alawites Houthi Houthis "
    "Berber Berbers Tuareg Tuaregs Zulu Zulus Yoruba Igbo Hausa Cree Navajo Cherokee Cricket Universe World Members "
    "Member Speaker President Chairman Prime Perfect Majesty Excellency Highness Honour Honor Lordship"
)
