"""What French-speaking customers of Larkmail asked about the API and integrations."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation("api", "Webhook : erreur 410 depuis midi", "Nos webhooks répondent 410 depuis midi, sans changement "
                 "de notre côté.", (), "received"),
    Conversation("api", "401 sur tous nos appels depuis le changement de clé",
                 "J’ai créé une nouvelle clé API hier soir et supprimé l’ancienne. Depuis, `401 invalid_key` partout, "
                 "alors que le copier-coller est bon, j’ai vérifié trois fois.", (
            Turn("agent", 'Bonjour, la clé nous parvient entourée de guillemets : `Authorization: Bearer "lk_…"`. '
                 "C’est typique d’un fichier `.env` lu par `docker run --env-file`, qui ne les retire pas. "
                 "Enlevez-les dans le fichier, relancez le conteneur, et la clé sera acceptée. Inutile de nous "
                 "l’envoyer, gardez-la pour vous.", 55),
            Turn("customer", "C’était bien les guillemets. Deux heures perdues pour ça…", 40),
        )),
    Conversation("api", "Signature du webhook jamais valide", "Nous calculons HMAC-SHA256 du corps avec le secret du "
                 "webhook, comme dans la documentation, et le résultat ne correspond jamais à `X-Larkmail-Signature`. "
                 "Nous sommes en Node avec `express.json()`.", (
            Turn("agent", "Bonjour, la signature porte sur les octets reçus. `express.json()` les a déjà décodés, et "
                 "`JSON.stringify` ne les reproduit pas à l’identique (espaces, échappements, ordre). Pour cette "
                 "route, utilisez :\n\n"
                 "```\n"
                 'app.post("/larkmail", express.raw({ type: "application/json" }), ...)\n'
                 "```\n\n"
                 "Calculez le HMAC sur `req.body` (un Buffer), comparez avec `crypto.timingSafeEqual`, puis décodez "
                 "le JSON.", 140),
            Turn("customer", "Ça passe. Une suggestion : un exemple Node dans "
                 "la documentation éviterait la question.", 75),
            Turn("agent", "Bonne idée, il y est depuis ce matin, avec un exemple PHP et un exemple Python.", 200),
        )),
    Conversation("api", "429 pendant la synchronisation de nuit", "Chaque nuit nous poussons 25 000 contacts vers "
                 "`POST /v1/contacts`, et au bout de deux minutes nous ne recevons plus que des 429. Notre script "
                 "attend pourtant une seconde avant de réessayer.", (
            Turn("note", "10 requêtes/s autorisées, ils en font 48 en parallèle. Pas d’usage de `/batch`.", 60),
            Turn("agent", "La limite est de 10 requêtes par seconde et par compte, et vos 48 processus la dépassent "
                 "ensemble. Chaque 429 porte un en-tête `Retry-After` : c’est cette durée qu’il faut attendre. Le "
                 "plus simple reste `POST /v1/contacts/batch`, qui accepte 1 000 contacts par appel : 25 appels au "
                 "lieu de 25 000. Votre connecteur sait-il grouper, ou est-ce un module du commerce ?", 35),
        ), "waiting"),
    Conversation("api", "SMTP : connexion impossible depuis notre hébergement",
                 "Notre site (WordPress) n’arrive pas à joindre votre serveur SMTP sur le port 25 : « Connection "
                 "timed out ». Depuis mon poste, ça marche.", (
            Turn("agent", "Bonjour, beaucoup d’hébergeurs ferment le port 25 en sortie pour lutter contre le spam. "
                 "Utilisez le port `587` avec STARTTLS, ou `465` avec TLS. L’identifiant est `larkmail`, le mot de "
                 "passe une clé API au droit *Envoi*.", 80),
            Turn("customer", "Le 587 répond mais maintenant j’ai « 535 5.7.8 authentication failed ».", 110),
            Turn("agent", "La clé utilisée n’a que le droit *Lecture*. Créez-en une avec *Envoi* et mettez-la dans le "
                 "module, les droits d’une clé existante ne se modifient pas.", 45),
            Turn("customer", "Premier mail parti. Merci pour la patience.", 60),
        ), "solved"),
)  # fmt: skip
