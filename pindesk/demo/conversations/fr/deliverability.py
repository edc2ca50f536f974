"""What French-speaking customers of Larkmail asked about deliverability and blocked recipients."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation("deliverability", "Délivrabilité en baisse chez Orange depuis le 12",
                 "Nos messages arrivent en spam chez Orange et Wanadoo. Ailleurs, rien n’a changé.", (
            Turn("note", "Orange : code 517, plaintes à 0,9 % sur la liste « salon ». À nettoyer avant de changer "
                 "d’IP.", 130),
            Turn("agent", "Bonjour Alice, Orange signale trop de plaintes venant de la liste « salon ». D’où viennent "
                 "ces adresses, et quand leur avez-vous écrit pour la dernière fois ?", 40),
        ), "waiting", "alice", copies=("bob",)),
    Conversation("deliverability", "SPF en « permerror » alors que tout était bon",
                 "Depuis que notre informaticien a ajouté la messagerie Microsoft, votre page Domaines affiche SPF : "
                 "permerror. Il jure n’avoir fait qu’ajouter une ligne.", (
            Turn("agent", "C’est justement cette ligne : le domaine a maintenant deux enregistrements commençant par "
                 "`v=spf1`, et la norme n’en permet qu’un. Il faut les réunir :\n\n"
                 "`v=spf1 include:spf.protection.outlook.com include:spf.larkmail.example ~all`\n\n"
                 "et supprimer l’autre. Après le délai du DNS (une heure chez vous), la page repasse au vert.", 100),
            Turn("customer", "C’est vert. L’informaticien vous remercie, du bout des lèvres.", 220),
        )),
    Conversation("deliverability", "Gmail ralentit nos envois : 421 4.7.28",
                 "Hier 40 % de nos messages vers Gmail sont restés en attente avec « 421 4.7.28 unusual rate of "
                 "unsolicited mail ». Ils ont fini par arriver, mais 6 heures plus tard. C’était une vente privée de "
                 "24 heures, donc gênant.", (
            Turn("note", "Volume x5 en un jour (8 000 → 41 000) en réactivant les inactifs de plus de 18 mois. "
                 "Plaintes Gmail 0,34 %. Pas un souci de pool.", 110),
            Turn("agent", "Bonjour, un code en 4xx est un report, nous réessayons donc jusqu’à ce que Gmail accepte. "
                 "La cause : vous écrivez d’ordinaire à 8 000 adresses, et hier à 41 000, dont beaucoup d’inactifs "
                 "depuis plus de 18 mois. Les plaintes ont atteint 0,34 % ; Gmail demande de rester sous 0,1 % et "
                 "n’aide plus personne au-dessus de 0,3 %.\n\n"
                 "Pour les trois prochaines semaines, tenez-vous-en aux personnes actives depuis 6 mois. Le segment "
                 "est prêt, il s’appelle *Actifs 6 mois*.", 40),
            Turn("customer", "On a compris la leçon. Est-ce que ce sera long à remonter ?", 260),
            Turn("agent", "En général deux à quatre semaines de bons envois. Postmaster Tools, de Google, vous montre "
                 "le taux de plaintes jour par jour ; l’inscription est gratuite.", 120),
        )),
    Conversation("deliverability", "Orange : « Too many connections, slow down »",
                 "Le journal est plein de `421 ... OFR004_104 Too many connections, slow down` pour les adresses "
                 "orange.fr et wanadoo.fr. Nos clients sont surtout là. Sommes-nous sur une liste noire ?", (
            Turn("agent", "Bonjour, non, pas de liste noire : Orange limite le nombre de connexions simultanées, et "
                 "nous réessayons plus lentement. Tout est arrivé, le dernier message avec 50 minutes de retard. Nous "
                 "avons baissé le débit vers Orange pour votre compte, la file s’écoulera plus régulièrement. Si "
                 "l’heure compte, lancez la campagne une heure plus tôt.", 145),
        )),
    Conversation("deliverability", "Outlook nous refuse : 550 5.7.515",
                 "Depuis mardi tous les mails vers hotmail et outlook.com reviennent avec « 550 5.7.515 Access "
                 "denied, sending domain does not meet the required authentication level ». Environ 2 300 adresses. "
                 "Rien n’a changé chez nous !", (
            Turn("note", "SPF ok, DKIM ok et aligné, mais plus aucun enregistrement `_dmarc`. Le DNS a été migré "
                 "lundi soir.", 35),
            Turn("agent", "Bonjour, Microsoft exige SPF, DKIM *et* DMARC de ceux qui lui envoient plus de 5 000 "
                 "messages par jour. Les deux premiers sont bons, mais votre enregistrement DMARC a disparu lundi "
                 "soir, quand le DNS a changé d’hébergeur. Remettez un TXT au nom `_dmarc` :\n\n"
                 "`v=DMARC1; p=none; rua=mailto:dmarc@` + votre domaine\n\n"
                 "Les refus s’arrêtent dès que Microsoft le voit. Les 2 300 adresses ne sont pas bloquées chez nous : "
                 "vous pourrez leur renvoyer la campagne.", 20),
            Turn("customer", "Enregistrement remis à midi, et l’envoi de 15 h est passé sans un refus. Ouf.", 170),
        ), "solved"),
    Conversation("deliverability", "Peut-on passer DMARC à p=reject ?",
                 "Nous sommes en `p=none` depuis un an et les rapports donnent 98,7 % de conformité. Le reste est-il "
                 "à nous, ou à des escrocs ? Je n’ose pas appuyer sur le bouton.", (
            Turn("agent", "Vous avez raison d’hésiter. D’après vos rapports des 30 derniers jours, le 1,3 % se "
                 "partage ainsi :\n"
                 "- 0,8 % vient de votre logiciel de facturation, qui envoie avec votre domaine sans DKIM ;\n"
                 "- 0,3 % sont des transferts automatiques (SPF échoue, DKIM tient : rien à faire) ;\n"
                 "- 0,2 % vient d’inconnus.\n\n"
                 "Faites d’abord signer le logiciel de facturation. Puis `p=quarantine` pendant deux semaines, et "
                 "`p=reject` si personne ne se plaint.", 330),
            Turn("customer", "L’éditeur du logiciel a activé DKIM. On est en quarantine depuis hier, je garde votre "
                 "message pour la suite.", 850),
        )),
    Conversation("deliverability", "Yahoo : messages différés TSS04", "À quoi correspond « 421 4.7.0 [TSS04] Messages "
                 "from ... temporarily deferred due to unexpected volume or user complaints » ? Nous l’avons sur 600 "
                 "adresses Yahoo depuis ce week-end.", (
            Turn("agent", "Avec ce code, Yahoo met votre trafic en observation, presque toujours à cause de plaintes. "
                 "Samedi, 9 destinataires sur 1 100 vous ont signalés, soit 0,8 %. Tous venaient du formulaire du "
                 "jeu-concours, où la case d’inscription est *déjà cochée*. Décochez-la (le RGPD l’exige de toute "
                 "façon) et n’écrivez pas à Yahoo pendant 48 heures. Les messages différés sont réessayés pendant "
                 "trois jours.", 200),
        )),
    Conversation("deliverability", "Nos propres collègues ne reçoivent pas la lettre",
                 "Aucun des 60 salariés ne reçoit notre lettre sur son adresse professionnelle. Les clients, eux, la "
                 "reçoivent bien. Votre rapport dit « remis » pour les 60.", (
            Turn("note", "250 2.6.0 de leur serveur pour les 60, DKIM aligné. Donc perdu après l’acceptation : règle "
                 "anti-usurpation interne, très probablement.", 95),
            Turn("agent", "Bonjour, votre serveur de messagerie a accepté les 60 messages (`250 2.6.0 Queued mail for "
                 "delivery`) ; ils disparaissent ensuite chez vous. C’est typique d’une règle « expéditeur interne "
                 "venu de l’extérieur = usurpation ». Demandez à votre informaticien de chercher un message en "
                 "quarantaine et de laisser passer notre signature DKIM `lm1` plutôt que nos adresses IP, qui "
                 "changent.", 40),
            Turn("customer", "Il en a trouvé 60 en quarantaine, bravo. Par contre il me demande quel domaine signe "
                 "exactement, avec ou sans le sous-domaine ?", 220),
            Turn("agent", "Avec le sous-domaine : `d=lettre.` suivi de votre domaine, sélecteur `lm1`. C’est ce que "
                 "sa règle doit laisser passer, et rien d’autre.", 45),
            Turn("customer", "Règle ajoutée, la lettre de cet après-midi est arrivée chez tout le monde. Merci.", 180),
        ), "solved"),
    Conversation("deliverability", "Codes de connexion reçus 15 minutes trop tard",
                 "Nos codes de connexion expirent au bout de 10 minutes et certains clients les reçoivent au bout de "
                 "15. Toujours les mêmes entreprises, j’en ai relevé quatre.", (
            Turn("agent", "Bonjour et merci pour les exemples. Ces serveurs pratiquent le *greylisting* : au premier "
                 "message d’un expéditeur inconnu, ils répondent `451 4.7.1 try again later` et n’acceptent qu’au "
                 "second essai. Nous réessayons maintenant vos messages transactionnels au bout de 1, 3 puis 5 "
                 "minutes, depuis la même adresse IP, ce que ces serveurs attendent. Portez aussi la validité du code "
                 "à 20 minutes, si votre sécurité l’admet.", 85),
            Turn("customer", "Validité portée à 20 minutes, et plus une plainte depuis deux jours.", 390),
        )),
    Conversation("deliverability", "Tout part en spam à cause d’un lien ?",
                 "Même message, même liste : avec notre lien raccourci il arrive en spam, sans le lien il arrive "
                 "bien. Nous utilisons le raccourcisseur gratuit `court.example` depuis des mois.", (
            Turn("agent", "Bien vu, votre test a trouvé la cause. Le domaine du raccourcisseur est sur la liste DBL "
                 "de Spamhaus, parce que d’autres s’en servent pour de l’hameçonnage, et vous en héritez. Mettez "
                 "l’adresse complète ; nous la remplaçons de toute façon par un lien de suivi sur *votre* domaine, "
                 "aussi court que celui-là.", 115),
            Turn("customer", "Sans raccourcisseur : boîte de réception. Affaire classée.", 70),
        )),
    Conversation("contact_removal", "Un bon client est « bloqué », pourquoi ?",
                 "Un client fidèle ne reçoit plus rien depuis trois semaines et son contact est marqué « bloqué, "
                 "rebond définitif ». Il m’a appelé, son adresse fonctionne très bien.", (
            Turn("note", "550 5.1.1 une seule fois, pendant une panne de son hébergeur (tout le domaine répondait "
                 "ainsi ce jour-là). Déblocage sans risque.", 120),
            Turn("agent", "Bonjour, le serveur de votre client nous a répondu `550 5.1.1` (adresse inexistante) un "
                 "seul jour : tout son domaine répondait ainsi, une panne. Je vous propose le déblocage : "
                 "confirmez-le sur la page de ce ticket, depuis votre compte, et il recevra le prochain envoi.", 30),
            Turn("customer", "Confirmé. Il sera content.", 45),
        )),
    Conversation("contact_removal", "Effacer complètement une personne (RGPD)",
                 "Une ancienne cliente demande l’effacement de toutes ses données. Je la supprime de la liste, mais "
                 "est-ce que vous la gardez quelque part ? Nous avons un mois pour "
                 "répondre et il en reste la moitié.", (
            Turn("agent", "Bonjour, supprimer de la liste ne suffit pas. Dans la fiche du contact, *Plus, Effacer "
                 "définitivement* retire la personne de toutes les listes, des rapports et du journal ; les "
                 "sauvegardes suivent au bout de 30 jours.\n\n"
                 "Si elle s’était désinscrite, nous ne gardons qu’une empreinte de son adresse, pour ne jamais lui "
                 "réécrire par erreur. Vous pouvez le lui dire ainsi : c’est admis, puisque c’est son opposition que "
                 "l’on respecte.", 250),
            Turn("customer", "Effacement fait, et réponse envoyée avec cette explication.", 370),
        )),
    Conversation("contact_removal", "Désinscrite par erreur, elle veut revenir",
                 "Une abonnée a cliqué sur « Se désinscrire » en voulant cliquer sur l’article du dessous. Elle "
                 "m’écrit pour revenir, mais la page me dit que je ne peux pas la réactiver moi-même.", (
            Turn("agent", "Bonjour, c’est voulu : seule la personne peut revenir sur sa désinscription, et il doit en "
                 "rester une preuve. Envoyez-lui le lien de votre formulaire d’inscription. Elle confirme par e-mail "
                 "et elle est de nouveau active, avec la date et l’heure de son accord dans sa fiche.", 105),
            Turn("customer", "C’est fait, elle est revenue. Nous avons aussi écarté les "
                 "deux liens dans le modèle.", 280),
        ), "solved"),
    Conversation("contact_removal", "Supprimer 1 240 contacts d’un ancien salon",
                 "La liste « Salon » date d’il y a quatre ans et personne n’a jamais ouvert quoi que ce soit. Je "
                 "préfère tout supprimer, mais 37 d’entre eux sont devenus clients et "
                 "sont aussi dans une autre liste.", (
            Turn("agent", "Bonne décision. Filtrez la liste sur *N’est pas dans : Clients*, ce qui laisse 1 203 "
                 "contacts, puis *Tout sélectionner, Supprimer les contacts*. Retirez ensuite les 37 autres de la "
                 "liste seulement (*Retirer de la liste*) : ils restent dans « Clients ».\n\n"
                 "La suppression en masse vous sera redemandée avec le nombre exact avant d’avoir lieu.", 70),
        )),
    Conversation("contact_removal", "Débloquer une adresse après une plainte",
                 "Notre plus gros client est bloqué pour « plainte ». Son assistante a cliqué sur « courrier "
                 "indésirable » par mégarde. Merci de le débloquer, nous devons lui envoyer un devis aujourd’hui.", (
            Turn("agent", "Bonjour, pour le devis, écrivez-lui tout de suite depuis votre messagerie habituelle, le "
                 "blocage ne concerne que Larkmail. Après une plainte, nous débloquons si la personne elle-même le "
                 "demande : faites-nous suivre ici un mot de sa part, même d’une ligne. Je vous proposerai alors le "
                 "déblocage, à confirmer depuis votre compte.", 50),
        ), "waiting"),
)  # fmt: skip
