"""Ce que les clients francophones de Larkmail ont demandé."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation("sending", "La campagne de vendredi reste « en préparation »", "Bonjour, la campagne « Carnets d’automne » "
                 "est en préparation depuis 8 h 10. La liste compte 4 200 destinataires. Faut-il la relancer ?", (), "received", "alice"),
    Conversation("deliverability", "Délivrabilité en baisse chez Orange depuis le 12", "Nos messages arrivent en spam chez Orange et "
                 "Wanadoo. Ailleurs, rien n’a changé.", (
            Turn("note", "Orange : code 517, plaintes à 0,9 % sur la liste « salon ». À nettoyer avant de changer d’IP.", 130),
            Turn("agent", "Bonjour Alice, Orange signale trop de plaintes venant de la liste « salon ». D’où viennent ces adresses, "
                 "et quand leur avez-vous écrit pour la dernière fois ?", 40),
        ), "waiting", "alice"),
    Conversation("templates", "Gabarit : image coupée sous Outlook", "L’image d’en-tête est coupée à droite sous Outlook 2021.", (
            Turn("agent", "Bonjour, l’image fait 1 400 px de large sans attribut `width`. Ajoutez `width=\"600\"` et dites-moi si cela suffit.", 200),
            Turn("customer", "C’est mieux, mais elle est maintenant floue.", 300),
        ), "in_progress", "alice"),
    Conversation("invoice", "Facture de juillet en double", "Nous avons reçu deux fois la facture LM-2026-004417.", (
            Turn("agent", "Bonjour, la seconde est un duplicata envoyé par erreur, vous n’avez été débités qu’une fois.", 400),
            Turn("customer", "Parfait, merci.", 90),
        ), "solved", "alice"),
    Conversation("getting_started", "Confirmer un second domaine d’envoi", "Peut-on ajouter `papeterie.example` à notre compte ?", (
            Turn("agent", "Oui : Réglages, Domaines, Ajouter. Trois enregistrements DNS sont à créer, le contrôle passe en une heure.", 120),
        ), "closed", "alice"),
    Conversation("api", "Webhook : erreur 410 depuis midi", "Nos webhooks répondent 410 depuis midi, sans changement de notre côté.", (), "received"),
)  # fmt: skip
