"""What French-speaking customers of Larkmail asked about sending, the first steps and everything else."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation("sending", "La campagne de vendredi reste « en préparation »",
                 "Bonjour, la campagne « Carnets d’automne » est en préparation depuis 8 h 10. La liste compte 4 200 "
                 "destinataires. Faut-il la relancer ?", (), "received", "alice",
                 read=("queue-and-limits", "schedule-and-warm-up")),
    Conversation("sending", "Campagne « Carnets d’automne » toujours en préparation",
                 "Bonjour, Alice vous a sans doute écrit : la campagne de vendredi est en préparation depuis ce matin, "
                 "les 4 200 destinataires attendent.", (), "received", "bob"),
    Conversation("getting_started", "Confirmer un second domaine d’envoi",
                 "Peut-on ajouter `papeterie.example` à notre compte ?", (
            Turn("agent", "Oui : Réglages, Domaines, Ajouter. Trois enregistrements DNS sont à créer, le contrôle "
                 "passe en une heure.", 120),
        ), "closed", "alice"),
    Conversation("sending", "Envoi arrêté à 62 %, que se passe-t-il ?",
                 "Bonjour, notre lettre mensuelle est partie à 9 h et s’est figée à 62 %. Il reste environ 3 100 "
                 "destinataires. Nous n’avons touché à rien.", (
            Turn("note", "Pause automatique : 9,4 % de rebonds définitifs, presque tous sur le fichier importé la "
                 "veille. Ne pas relancer sans avoir vu le fichier.", 45),
            Turn("agent", "Bonjour, l’envoi s’est mis en pause de lui-même : 9,4 % des adresses n’existent pas (`550 "
                 "5.1.1`), et nous arrêtons à 8 % pour protéger votre réputation. Presque toutes viennent de la liste "
                 "importée hier. De quand date ce fichier ?", 25),
            Turn("customer", "Aïe. C’est un export de notre ancienne caisse, il doit avoir cinq ou six ans. On peut "
                 "l’enlever et finir avec les autres ?", 130),
            Turn("agent", "Oui. La liste importée est retirée de cette campagne et les 1 870 destinataires restants "
                 "sont en train de partir. Pour l’ancien fichier, mieux vaut ne garder que les clients qui ont acheté "
                 "ces deux dernières années.", 50),
        )),
    Conversation("sending", "Heure d’envoi selon le fuseau du destinataire",
                 "Une partie de nos abonnés vit outre-mer et au Canada. Quand je coche « heure locale du "
                 "destinataire », que fait Larkmail pour ceux dont il ne connaît pas le fuseau ?", (
            Turn("agent", "Bonjour, pour ceux-là nous prenons le fuseau du compte (*Réglages, Compte*). Les autres "
                 "sont servis au fil de la journée. Programmez donc la campagne au moins 24 heures à l’avance, sinon "
                 "l’heure est déjà passée pour les abonnés situés à l’est, et ils "
                 "reçoivent le message tout de suite.", 180),
            Turn("customer", "C’est exactement ce que je cherchais, merci.", 65),
        )),
    Conversation("sending", "« Bonjour {{prenom}} » chez une cliente sur cinq",
                 "Le message de mardi affichait `{{prenom}}` tel quel chez certaines abonnées. Dans l’aperçu tout "
                 "allait bien. C’est un peu gênant, on nous l’a fait remarquer trois fois.", (
            Turn("agent", "Bonjour, la campagne réunit deux listes. Dans « Boutique », le champ s’appelle `prenom` ; "
                 "dans « Salons », il a été importé sous le nom `Prénom`, et la balise n’y trouve rien.\n\n"
                 "Deux choses à faire :\n"
                 "1. Renommez le champ dans *Listes, Salons, Champs*.\n"
                 '2. Écrivez `{{prenom|"et bienvenue"}}` : le texte après la barre sert quand le champ est vide.', 210),
            Turn("customer", "Champ renommé et texte de secours ajouté. Le test avec une adresse sans prénom donne "
                 "bien « Bonjour et bienvenue ».", 340),
        ), "solved"),
    Conversation("sending", "Le même message reçu deux fois", "Plusieurs clients nous disent avoir reçu deux fois "
                 "l’invitation de jeudi, à 12 minutes d’intervalle. Le rapport n’indique pourtant qu’un envoi par "
                 "personne.", (
            Turn("note", "Deux campagnes distinctes, « Invitation » et « Invitation (copie) », envoyées à 10 h 02 et "
                 "10 h 14. 312 contacts sont dans les deux listes.", 70),
            Turn("agent", "Bonjour, il y a eu deux campagnes : *Invitation* à 10 h 02 et *Invitation (copie)* à "
                 "10 h 14, chacune vers une liste différente. À l’intérieur d’une campagne nous n’écrivons qu’une "
                 "fois à la même adresse, mais pas d’une campagne à l’autre. 312 personnes figurent dans les deux "
                 "listes.\n\n"
                 "La prochaine fois, choisissez les deux listes dans une seule campagne : les doublons sont alors "
                 "écartés.", 15),
            Turn("customer", "Compris, c’est la copie de ma collègue qui est partie. Merci d’avoir cherché.", 95),
        )),
    Conversation("sending", "URGENT arrêter une campagne", "Mauvais prix dans la campagne partie à l’instant !! "
                 "Comment on arrête ?", (
            Turn("agent", "*Campagnes, En cours, Suspendre* : l’arrêt prend moins d’une minute. Ce qui est déjà livré "
                 "ne peut pas être rappelé. Vous aviez suspendu avant ma réponse, à 2 240 messages sur 9 800.", 16),
            Turn("customer", "Oui j’ai trouvé entre-temps. Je peux corriger le prix et reprendre, ou il faut tout "
                 "refaire ?", 35),
            Turn("agent", "Vous pouvez corriger et reprendre : les 7 560 restants recevront la version corrigée. Pour "
                 "les 2 240 premiers, filtrez sur *A reçu : cette campagne, avant 11 h 20* et envoyez-leur un court "
                 "rectificatif.", 40),
        )),
    Conversation("sending", "Test A/B : quand le gagnant est-il choisi ?",
                 "Nous testons deux objets sur 20 % de la liste, avec un gagnant au bout de 4 heures. Hier l’écart "
                 "était de 0,3 point au moment du choix. Est-ce que cela veut dire quelque chose ?", (
            Turn("agent", "Bonne question, et la réponse est non : avec 2 × 640 envois, 0,3 point d’écart relève du "
                 "hasard. À cette taille, il faut environ 5 points de différence sur les ouvertures pour conclure. "
                 "Deux conseils :\n"
                 "- jugez sur les *clics*, car les ouvertures d’Apple Mail sont automatiques ;\n"
                 "- testez deux objets vraiment différents plutôt que deux tournures voisines.", 270),
        )),
    Conversation("sending", "Domaine tout neuf, plafond de 500 e-mails par jour",
                 "Nous avons changé de nom et donc de domaine. Larkmail nous limite à 500 envois par jour, alors que "
                 "nous écrivons à 18 000 personnes depuis des années. À ce rythme il nous faut un mois ! Peut-on "
                 "lever la limite ?", (
            Turn("agent", "Bonjour, pour Gmail ou Orange votre nouveau domaine est un inconnu ; 18 000 messages d’un "
                 "coup finiraient en spam. La limite double tous les deux jours tant que les plaintes restent sous "
                 "0,1 % : vous serez à 16 000 le onzième jour, pas au bout d’un mois. Commencez par les personnes qui "
                 "ont cliqué ces 60 derniers jours. Cela vous convient-il ?", 160),
            Turn("customer", "D’accord pour commencer par les actifs. En revanche notre lettre doit partir jeudi "
                 "prochain au plus tard. L’ancien domaine fonctionne encore, "
                 "peut-on l’utiliser pour les autres ?", 140),
        ), "in_progress"),
    Conversation("sending", "Les réponses des clients n’arrivent pas",
                 "Quand quelqu’un répond à notre lettre, nous ne voyons rien. Ma sœur m’a répondu vendredi et lundi, "
                 "je n’ai reçu aucun des deux. L’adresse d’expéditeur est lettre@ suivi de notre domaine.", (
            Turn("agent", "Bonjour, les réponses vont droit à votre messagerie, sans passer par nous. Or la boîte "
                 "`lettre@` n’existe pas chez votre hébergeur : il la refuse avec `550 5.1.1`. Créez-la comme alias, "
                 "ou indiquez une adresse existante sous *Campagne, Expéditeur, Répondre à*. Le second choix marche "
                 "tout de suite et ne touche pas au DKIM.", 230),
            Turn("customer", "J’ai mis l’adresse du magasin en « Répondre à ». Ma sœur a réessayé, c’est bon.", 420),
        )),
    Conversation("sending", "Le rappel de panier part alors que la commande est payée",
                 "Depuis deux semaines environ, notre scénario « panier oublié » écrit à des gens qui viennent de "
                 "payer. Nous en avons compté 14 samedi. L’événement `order.paid` est bien envoyé par la boutique, je "
                 "le vois dans Activité.", (
            Turn("note", "Reproduit. La condition de sortie n’est lue qu’à l’entrée de l’attente de 2 h, plus à la "
                 "fin. Apparu avec la version de l’éditeur de scénarios du 9. Transmis aux développeurs.", 85),
            Turn("agent", "Bonjour, c’est une erreur de notre côté : la condition de sortie n’est plus vérifiée à la "
                 "fin de l’attente. En attendant la correction, ajoutez une étape *Si : a payé depuis 3 heures, alors "
                 "terminer* juste avant l’e-mail ; nous l’avons essayée, elle suffit. Nous vous écrivons dès que "
                 "c’est réparé, vous n’avez rien d’autre à faire.", 30),
        ), "on_hold"),
    Conversation("sending", "Prévenir 40 clients d’une fermeture, sans en faire une campagne",
                 "Je dois avertir une quarantaine de personnes que nous fermons lundi. Certaines se sont désinscrites "
                 "de la lettre, mais elles ont un rendez-vous ce jour-là. Ai-je le droit de leur écrire avec "
                 "Larkmail ?", (
            Turn("agent", "Bonjour, oui, si le message ne parle que du rendez-vous : c’est une information de "
                 "service, pas de la prospection. Envoyez-le en *transactionnel* (*Envois, Message de service*). Ce "
                 "canal ne tient pas compte de la désinscription de la lettre, donc pas d’offre ni de code promo "
                 "dedans.", 110),
            Turn("customer", "Très clair. Envoyé aux 41, merci.", 55),
        ), "solved"),
    Conversation("getting_started", "Import CSV : les accents deviennent des « Ã© »",
                 "J’essaie d’importer 860 contacts depuis Excel. « Léa » devient « LÃ©a » et toutes les colonnes "
                 "tombent dans une seule.", (
            Turn("agent", "Bonjour, le fichier est en UTF-8 mais l’import le lit en Windows-1252, et le séparateur "
                 "est un point-virgule. Sur l’écran d’import, choisissez *Encodage : UTF-8* et *Séparateur : "
                 "point-virgule*. L’aperçu change aussitôt : ne validez que lorsque « Léa » s’affiche bien.", 65),
            Turn("customer", "Nickel. J’avais validé trop vite la première fois, comment j’enlève les 860 contacts "
                 "abîmés ?", 120),
            Turn("agent", "Dans *Contacts, Imports*, ouvrez le premier import et choisissez *Annuler cet import*. "
                 "Seuls les contacts qu’il a créés disparaissent. C’est possible pendant 30 jours.", 85),
        )),
    Conversation("getting_started", "Impossible d’utiliser mon adresse Orange comme expéditeur",
                 "Je débute. Je veux envoyer depuis mon adresse en @orange.fr, celle que mes clients connaissent, et "
                 "Larkmail répond « domaine non autorisé ».", (
            Turn("agent", "Bonjour et bienvenue ! Pour que Gmail ou Orange vous acceptent, il faut pouvoir signer le "
                 "message (DKIM) au nom du domaine, ce qui passe par son DNS. Celui d’orange.fr n’appartient qu’à "
                 "Orange. Il vous faut donc une adresse sur votre propre domaine ; si vous avez un site, vous en avez "
                 "sûrement déjà un. Votre adresse Orange peut rester en « Répondre à », vos clients vous écriront là "
                 "comme avant.", 95),
            Turn("customer", "Effectivement j’avais un domaine avec mon site et je ne le savais pas. Les trois "
                 "enregistrements sont verts.", 700),
        ), "solved"),
    Conversation("other", "Une faute sur la page de désinscription", "Petite remarque : sur la page de désinscription "
                 "en français il est écrit « Vous avez été désinscris ». Un de nos clients nous l’a signalé, et il "
                 "est prof.", (
            Turn("agent", "Bonjour, merci à vous, et à lui ! C’est corrigé depuis 14 h : « Votre désinscription est "
                 "enregistrée. » Cette tournure a l’avantage de convenir à tout le monde.", 150),
        )),
)  # fmt: skip
