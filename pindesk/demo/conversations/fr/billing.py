"""What French-speaking customers of Larkmail asked about invoices, plans, payment, access and privacy."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation("invoice", "Facture de juillet en double", "Nous avons reçu deux fois la facture LM-2026-004417.", (
            Turn("agent", "Bonjour, la seconde est un duplicata envoyé par erreur, vous n’avez été débités qu’une "
                 "fois.", 400),
            Turn("customer", "Parfait, merci.", 90),
        ), "solved", "alice", rated=("good", "Réponse claire, en une fois.")),
    Conversation("invoice", "Numéro de commande à faire figurer sur nos factures",
                 "Notre comptabilité refuse vos factures tant que notre numéro de commande BC-20417 n’y figure pas. "
                 "Peut-on l’ajouter aux prochaines, et refaire celle de ce mois ?", (
            Turn("agent", "Bonjour, vous pouvez l’ajouter vous-même : *Facturation, Coordonnées, Référence client*. "
                 "Elle figurera sur toutes les prochaines. Une facture émise ne se modifie pas : nous avons annulé "
                 "LM-2026-003982 par un avoir et émis LM-2026-004015, même montant, avec votre numéro. Les deux sont "
                 "dans *Facturation, Factures*.", 310),
            Turn("customer", "La comptabilité a accepté la nouvelle, et la référence est enregistrée. Merci !", 650),
        )),
    Conversation("invoice", "Envoyer les factures à notre cabinet comptable",
                 "Pouvez-vous envoyer désormais les factures à compta@cabinet-martel.example au "
                 "lieu de mon adresse ?", (
            Turn("agent", "Bonjour, bien sûr. Comme cette adresse reçoit des documents sensibles, je prépare le "
                 "changement et c’est vous qui le confirmez : ouvrez ce ticket depuis votre compte, l’adresse "
                 "proposée y est affichée, et une nouvelle connexion vous sera demandée. Tant que vous n’avez pas "
                 "confirmé, rien ne change. Vous pouvez aussi garder une copie pour vous.", 90),
            Turn("customer", "Confirmé, avec la copie pour moi.", 130),
        ), "solved"),
    Conversation("invoice", "Il manque une facture : dépassement de mercredi",
                 "Il nous manque la pièce pour les 18,00 € débités mercredi (dépassement de 12 000 e-mails). Sur la "
                 "page Factures je ne vois que l’abonnement.", (
            Turn("note", "Facture émise, mais rangée dans « Autres pièces » parce que hors abonnement. Signaler "
                 "l’emplacement, on l’a demandé deux fois cette semaine.", 200),
            Turn("agent", "Bonjour Bob, elle existe : LM-2026-005120, sous *Facturation, Autres pièces*. Les "
                 "dépassements y sont classés à part, ce qui n’est pas très clair, nous l’avons signalé. Le PDF s’y "
                 "télécharge comme les autres.", 20),
            Turn("customer", "Trouvée, bouclé pour ce mois.", 55),
        ), "closed", "bob", rated=("bad", "Trouvé, mais cette page est introuvable sans vous.")),
    Conversation("refund", "Payé deux fois en changeant de formule", "En passant à la formule supérieure lundi, j’ai "
                 "cliqué, la page a tourné, j’ai recliqué. Résultat : deux débits de 69,00 €.", (
            Turn("note", "Deux paiements aboutis à 11 s d’écart, un seul abonnement. Remboursement intégral du second "
                 "proposé.", 75),
            Turn("agent", "Bonjour, toutes nos excuses : le second débit de 69,00 € est de trop. Le remboursement est "
                 "prêt ; il part dès que vous l’avez confirmé sur la page de ce ticket, depuis votre compte. Il "
                 "revient sur la carte utilisée, en 3 à 5 jours ouvrés, avec un avoir. Nous n’avons besoin d’aucun "
                 "numéro de carte.", 25),
            Turn("customer", "Confirmé à l’instant, merci pour la rapidité.", 60),
            Turn("agent", "Bien reçu, le remboursement est parti. L’avoir est déjà dans vos factures.", 30),
        )),
    Conversation("refund", "Renouvellement annuel que je ne voulais pas",
                 "Vous m’avez débité 540 € vendredi pour une année entière. Je comptais arrêter, je n’ai rien envoyé "
                 "depuis des mois et je n’ai pas vu passer le rappel.", (
            Turn("note", "Rappel de J-30 revenu en 550 5.1.1, personne ne l’a vu. Aucun envoi depuis sept mois. "
                 "Accord de l’équipe pour tout rendre.", 390),
            Turn("agent", "Bonjour, le rappel est parti 30 jours avant, à l’adresse de facturation, mais celle-ci "
                 "refuse nos messages depuis plusieurs mois : nous aurions dû vous prévenir autrement. Comme rien n’a "
                 "été envoyé depuis le renouvellement, nous vous proposons l’arrêt de l’abonnement et le "
                 "remboursement des 540 €. Vous trouverez les deux sur la page de ce ticket, à confirmer depuis votre "
                 "compte. Mettez aussi l’adresse de facturation à jour, au moins pour l’avoir.", 30),
            Turn("customer", "C’est confirmé. J’apprécie, je ne m’y attendais pas.", 340),
        )),
    Conversation("plans", "Redescendre d’une formule en basse saison",
                 "De novembre à mars nous n’envoyons presque rien. Peut-on prendre une formule plus petite l’hiver et "
                 "remonter au printemps, sans perdre nos modèles ?", (
            Turn("agent", "Bonjour, oui, autant de fois que vous voulez. La baisse prend effet à la fin du mois payé, "
                 "la hausse tout de suite, au prorata. Modèles, listes et statistiques restent en place. Seuls le "
                 "chat et le téléphone suivent la formule.", 130),
        )),
    Conversation("plans", "Une adresse IP dédiée, est-ce utile pour nous ?",
                 "Un consultant nous conseille une IP dédiée à 45 € par mois. Nous envoyons 30 000 messages par mois, "
                 "en quatre fois. Qu’en pensez-vous, honnêtement ?", (
            Turn("agent", "Honnêtement ? Non. Une IP dédiée demande un trafic régulier, de l’ordre de 100 000 "
                 "messages par mois au moins, sinon les fournisseurs l’oublient entre deux envois et vous repartez de "
                 "zéro. Sur nos IP partagées vous profitez d’une réputation déjà faite. Votre domaine, signé en DKIM, "
                 "compte aujourd’hui davantage que l’IP.", 300),
            Turn("customer", "Merci pour la franchise, on garde nos 45 €.", 500),
        )),
    Conversation("payment", "Carte refusée alors qu’elle fonctionne ailleurs",
                 "Le paiement de ce mois échoue : « authentification requise ». La carte marche partout ailleurs et "
                 "je n’ai reçu aucun message de la banque.", (
            Turn("agent", "Bonjour, votre banque demande une validation 3-D Secure, qu’un prélèvement automatique ne "
                 "peut pas faire à votre place. Allez sous *Facturation, Payer maintenant* : la fenêtre de la banque "
                 "s’ouvrira, et les mois suivants passeront seuls. Vos envois continuent pendant 14 jours. Ne nous "
                 "envoyez surtout pas le numéro de la carte.", 60),
            Turn("customer", "Payé, la banque m’a demandé une empreinte et c’était réglé.", 90),
        )),
    Conversation("card_removal", "Retirer la carte d’un associé qui est parti",
                 "La carte enregistrée est celle d’un associé qui a quitté la société. Il demande, à juste titre, "
                 "qu’elle disparaisse de votre système.", (
            Turn("agent", "Bonjour, c’est possible dès qu’un autre moyen de paiement est enregistré (*Facturation, "
                 "Moyens de paiement*), sans quoi le prochain mois ne pourrait pas être payé. Je prépare la "
                 "suppression de la carte qui finit par 41 ; vous la confirmez depuis votre compte, sur la page de ce "
                 "ticket. Le numéro complet n’est pas chez nous mais chez notre prestataire de paiement, qui l’efface "
                 "au même moment.", 175),
            Turn("customer", "Nouvelle carte en place, suppression confirmée.", 240),
            Turn("agent", "La carte est effacée des deux côtés. Les factures déjà émises ne changent pas, elles n’ont "
                 "jamais porté de numéro de carte.", 35),
        )),
    Conversation("account_unlock", "Compte bloqué, quelqu’un a envoyé du spam avec",
                 "On ne peut plus se connecter et des clients reçoivent de notre part un mail de fausse livraison. "
                 "Une collègue a entré son mot de passe hier sur une page qui ressemblait à la vôtre. Que faire ?", (
            Turn("note", "Suspendu par l’alerte à 6 h 12, 3 400 messages partis, clé API créée à 5 h 58 depuis une IP "
                 "inconnue. Clé révoquée. Pas de déblocage sans demande écrite, plus un second responsable ou un code "
                 "de récupération.", 20),
            Turn("agent", "Bonjour, nous avons suspendu le compte à 6 h 12 ; plus rien ne part. La clé API créée par "
                 "l’intrus est révoquée et toutes les sessions sont fermées. Pour rouvrir, il faut, par écrit "
                 "seulement :\n"
                 "1. une demande depuis l’adresse de la personne responsable, inchangée depuis plus de 72 heures ;\n"
                 "2. la confirmation d’une seconde personne responsable du compte, ou un code de récupération.\n\n"
                 "Ne communiquez votre mot de passe à personne, pas même à nous : vous en choisirez un nouveau à la "
                 "réouverture.", 15),
            Turn("customer", "La gérante vient d’écrire et j’ai confirmé avec un code de récupération. Doit-on "
                 "prévenir nos clients ?", 85),
            Turn("agent", "Le compte est rouvert. Oui : un court message disant que l’envoi de ce matin n’était pas "
                 "de vous et qu’il ne faut pas cliquer. L’intrus a consulté la liste « Clients » ; parlez-en à votre "
                 "référent RGPD, car une violation se notifie à l’autorité de contrôle dans les 72 heures, sauf si "
                 "elle est sans risque pour les personnes. Activez aussi la double authentification pour tout le "
                 "monde.", 50),
        )),
    Conversation("sensitive_data", "Changement de raison sociale", "Notre société change de nom au premier du mois, "
                 "même numéro d’immatriculation. Que faut-il vous envoyer pour que les factures suivent ?", (
            Turn("agent", "Bonjour, un extrait récent du registre suffit, à déposer sous *Facturation, Société, "
                 "Justificatifs*. Nous préparons le nouveau nom, et une personne responsable du compte le confirme "
                 "depuis sa page, après une nouvelle connexion. Les factures émises avant gardent l’ancien nom, c’est "
                 "normal : il était juste ce jour-là.", 280),
            Turn("customer", "L’extrait est déposé et j’ai confirmé le nouveau nom.", 780),
            Turn("agent", "Parfait, la prochaine facture portera le nouveau nom.", 210),
        )),
    Conversation("privacy", "Contrat de sous-traitance et lieu d’hébergement",
                 "Notre délégué à la protection des données demande le contrat prévu à l’article 28, la liste de vos "
                 "sous-traitants et le pays où sont stockés nos contacts.", (
            Turn("agent", "Bonjour, tout est sous *Réglages, Confidentialité* :\n"
                 "- le contrat de sous-traitance (article 28), à signer en ligne par une personne responsable du "
                 "compte ;\n"
                 "- la liste des sous-traitants ultérieurs, avec une alerte 30 jours avant tout changement ;\n"
                 "- l’hébergement : deux centres de données, en France et en Allemagne, sans transfert hors de "
                 "l’Union.", 360),
        )),
)  # fmt: skip
