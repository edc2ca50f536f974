"""What French-speaking customers of Larkmail asked about templates and statistics."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation("templates", "Gabarit : image coupée sous Outlook", "L’image d’en-tête est coupée à droite sous "
                 "Outlook 2021.", (
            Turn("agent", 'Bonjour, l’image fait 1 400 px de large sans attribut `width`. Ajoutez `width="600"` et '
                 "dites-moi si cela suffit.", 200),
            Turn("customer", "C’est mieux, mais elle est maintenant floue.", 300),
        ), "in_progress", "alice", copies=("bob",)),
    Conversation("statistics", "Des dizaines de clics à 3 h du matin",
                 "Sur la campagne de lundi, 85 contacts ont cliqué sur *tous* les liens, y compris les mentions "
                 "légales, dans les 10 secondes après l’arrivée. Ce sont surtout des adresses d’entreprises. Qui fait "
                 "ça ?", (
            Turn("note", "User-agents inconnus, trois plages d’IP nouvelles chez un filtre de sécurité. Ajoutées à la "
                 "liste des robots, recalcul lancé pour tous les comptes depuis lundi.", 280),
            Turn("agent", "Bonjour, ce sont des filtres de sécurité (Microsoft Defender, Proofpoint et d’autres) qui "
                 "visitent chaque lien avant de remettre le message. Nous en écartons la plupart ; ceux-ci "
                 "utilisaient des adresses IP nouvelles. Le rapport a été recalculé : 212 personnes au lieu de 297. "
                 "L’option *Réglages, Statistiques, Ignorer les clics de moins de 15 secondes* vous protège mieux "
                 "encore.", 40),
            Turn("customer", "Merci, les chiffres sont redevenus crédibles.", 180),
        )),
    Conversation("statistics", "48 % d’ouvertures, c’est vrai ?", "Notre taux d’ouverture est passé de 26 à 48 % en "
                 "un an sans effort particulier. Avant de m’en vanter en réunion, j’aimerais savoir ce que le chiffre "
                 "vaut.", (
            Turn("agent", "Sage précaution ! Apple Mail charge les images de lui-même, que la personne lise ou non, "
                 "et près de la moitié de vos abonnés lisent sur iPhone. Sous *Ouvertures, sans Apple*, vous êtes à "
                 "27 %. Pour la réunion, montrez plutôt les clics : 3,1 % l’an dernier, 3,8 % aujourd’hui. Cette "
                 "hausse-là est réelle.", 410),
        )),
    Conversation("statistics", "Google Analytics compte deux fois moins que vous",
                 "Larkmail annonce 640 clics pour la campagne de mercredi, Analytics 305 sessions. Lequel des deux a "
                 "raison ?", (
            Turn("agent", "Les deux ! Ils ne comptent simplement pas la même chose :\n"
                 "- nous comptons chaque clic, Analytics des sessions (trois clics en dix minutes font une "
                 "session) ;\n"
                 "- Analytics ne voit pas les visiteurs qui refusent les cookies ;\n"
                 "- sur votre site, la redirection vers `www` perd les paramètres `utm_`, et ces visites tombent dans "
                 "« direct ».\n\n"
                 "Le troisième point se corrige : mettez directement l’adresse avec `www` dans vos liens.", 240),
            Turn("customer", "Les liens sont corrigés. Sur l’envoi d’hier l’écart est "
                 "de 20 %, je comprends mieux.", 510),
        ), "solved"),
    Conversation("statistics", "Exporter la liste de ceux qui ont cliqué",
                 "Je voudrais les adresses des personnes qui ont cliqué sur le bouton « Réserver », pour les "
                 "rappeler. L’export du rapport ne donne que des totaux.", (
            Turn("agent", "Bonjour, dans le rapport, onglet *Liens*, cliquez sur le chiffre à droite du bouton "
                 "« Réserver », puis *Enregistrer comme segment*. Le segment s’exporte en CSV. Pensez à ne les "
                 "appeler que si votre formulaire d’inscription annonçait des appels.", 60),
        )),
    Conversation("statistics", "Désinscriptions : 19 dans le rapport, 31 dans la liste",
                 "Le rapport de la campagne indique 19 désinscriptions, mais la liste a perdu 31 contacts le même "
                 "jour. Où sont passés les 12 autres ?", (
            Turn("agent", "Bonjour, le rapport ne compte que les désinscriptions faites depuis cette campagne. Sur "
                 "les 12 autres, 7 ont cliqué dans un message plus ancien et 3 sont des plaintes, que nous bloquons "
                 "aussitôt. Restent 2 contacts supprimés à la main à 16 h 41 depuis votre compte. Est-ce quelqu’un de "
                 "chez vous ?", 190),
        ), "waiting"),
    Conversation("templates", "[Message tronqué] dans Gmail", "Dans Gmail, la fin de notre lettre est remplacée par "
                 "« [Message tronqué] Afficher l’intégralité du message ». Le lien de désinscription disparaît avec. "
                 "Il y a 22 articles, ça vient de là ?", (
            Turn("agent", "Bonjour Bob, indirectement : Gmail coupe quand le code HTML dépasse 102 Ko, sans compter "
                 "les images. Votre message en fait 141, dont une cinquantaine en styles collés depuis Word. "
                 "Sélectionnez les textes, *Effacer la mise en forme*, et vous redescendez à 88 Ko.", 130),
            Turn("customer", "88 Ko pile, chapeau. On va aussi passer à 15 articles.", 160),
        ), "closed", "bob"),
    Conversation("templates", "Logo invisible en mode sombre", "Notre logo est noir sur fond transparent. Sur iPhone "
                 "en mode sombre il devient noir sur noir, on ne voit plus rien.", (
            Turn("agent", "Bonjour, deux solutions :\n"
                 "- ajouter un fin contour blanc au PNG : invisible sur fond clair, il fait ressortir le logo sur "
                 "fond sombre, et cela marche partout ;\n"
                 "- dans le bloc image, *Autre image en mode sombre*. Cela utilise `prefers-color-scheme`, qu’Apple "
                 "Mail comprend mais que Gmail ignore.\n\n"
                 "La première suffit dans la plupart des cas.", 280),
        )),
    Conversation("templates", "Notre police ne s’affiche que sur Mac",
                 "La charte impose une police Google. Elle s’affiche dans Apple Mail mais Gmail et Outlook montrent "
                 "autre chose, du Times chez certains. Un réglage à faire ?", (
            Turn("agent", "Bonjour, pas de réglage possible : Gmail et Outlook sous Windows ignorent les polices du "
                 "web. Ce que vous pouvez choisir, c’est la remplaçante. Le Times vient d’Outlook quand il ne connaît "
                 "pas le premier nom de la liste. Dans *Styles, Police de secours*, prenez Arial ou Georgia ; "
                 "l’éditeur écrira alors la règle qu’il faut pour Outlook.", 170),
        )),
    Conversation("templates", "Boutons carrés sous Outlook", "Les boutons sont arrondis partout, sauf dans l’Outlook "
                 "de notre directrice, qui les trouve « soviétiques ». On peut y faire quelque chose ?", (
            Turn("agent", "Bonjour, Outlook pour Windows met en page avec le moteur de Word, qui ne connaît pas "
                 "`border-radius`. L’option *Bouton, Compatibilité Outlook* dessine un vrai bouton arrondi en VML. Il "
                 "faut alors une largeur fixe ; 220 px conviennent à votre texte.", 90),
        )),
)  # fmt: skip
