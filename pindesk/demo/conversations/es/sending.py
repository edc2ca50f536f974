"""What customers asked the sending team: the first steps, sending, templates, statistics and the API."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation(
        "getting_started", "El dominio no se verifica",
        "Hola, ayer por la tarde puse los tres registros de `correo.tresvalles.example` y todavía aparecen los tres "
        "en amarillo. En el panel de mi proveedor se ven bien.",
        (
            Turn("agent", "Los registros están bien escritos, pero en una zona que ya no se usa: los servidores de "
                 "nombres del dominio apuntan a otro proveedor desde hace meses. Mira cuáles son con `dig NS "
                 "tresvalles.example` y crea allí los mismos tres registros. El control se repite cada hora; con "
                 "*Comprobar ahora* no tienes que esperar.", 85),
            Turn("customer", "Era eso, la web se cambió de proveedor el año pasado y nadie se acordó del DNS. Ya está "
                 "en verde, gracias.", 260),
        ),
        "closed",
    ),
    Conversation(
        "getting_started", "Importar un Excel con 3.400 contactos",
        "Tengo los contactos en un Excel con cuatro hojas, una por provincia. ¿Hay que juntarlo todo antes de "
        "importarlo o se puede subir tal cual?",
        (
            Turn("agent", "Solo se lee la primera hoja, así que hay dos caminos: juntar las cuatro en una con una "
                 "columna `provincia`, o subir cuatro archivos a la misma lista. El primero te conviene más, porque "
                 "luego podrás segmentar por provincia. Si un correo se repite, se actualiza y no se duplica.", 140),
            Turn("customer", "Las junté y se importó a la primera. Entraron 3.386, el resto eran repetidos.", 95),
        ),
        "solved",
    ),
    Conversation(
        "sending", "Los envíos programados salen con retraso",
        "Desde el martes las campañas de las 9:00 salen media hora tarde.",
        (), "received",
    ),
    Conversation(
        "sending", "La campaña se paró a la mitad",
        "Esta mañana lancé el boletín a 40.000 personas y se quedó en 33.700. Pone «En pausa», pero yo no la he "
        "pausado.",
        (
            Turn("agent", "Se pausó sola al agotarse los envíos de este mes; quedaron 6.300 por salir. Puedes comprar "
                 "un paquete suelto o cambiar de plan en *Facturación*, y en cuanto lo hagas la campaña continúa por "
                 "donde iba, sin repetir a nadie. Si prefieres esperar, el contador vuelve a cero el día 1.", 50),
            Turn("customer", "Compré un paquete de 10.000 y ya está saliendo el resto. Estaría bien un aviso "
                 "antes.", 30),
        ),
        "closed",
    ),
    Conversation(
        "sending", "Reenviar solo a quienes no abrieron",
        "¿Hay alguna forma de mandar otra vez la campaña del martes, con otro asunto, pero únicamente a la gente que "
        "no la abrió?",
        (
            Turn("agent", "Sí: en el informe de la campaña, *Más, Reenviar a quienes no abrieron*. Dos consejos: "
                 "espera al menos 48 horas, y excluye también a quienes hicieron clic, porque hay programas que "
                 "bloquean la imagen con la que se cuentan las aperturas. Una sola vez por campaña; a la segunda "
                 "suben las quejas.", 200),
            Turn("customer", "Hecho hoy con otro asunto, y la ha abierto un 11\u00a0% más.", 640),
        ),
        "solved",
    ),
    Conversation(
        "sending", "Las confirmaciones de pedido salen dobles",
        "Desde el lunes, algunos clientes reciben dos veces la confirmación del pedido, con un segundo de diferencia. "
        "Van unas 30 de 400. No hemos tocado la tienda.",
        (
            Turn("note", "Dos llamadas por pedido, a 200 ms una de otra, cada una con su propia `Idempotency-Key`. "
                 "User-Agent distinto: el módulo de la tienda y otro de automatización.", 70),
            Turn("agent", "Nos llegan dos peticiones por pedido, con unos 200 ms de diferencia y claves de "
                 "idempotencia distintas, por eso las tratamos como dos correos. Una viene del módulo de la tienda y "
                 "la otra de un módulo de automatización. ¿Se instaló o se actualizó alguno el lunes? Prueba a "
                 "desactivar el segundo durante una hora.", 25),
            Turn("customer", "Se actualizó solo el de automatización. Lo he desactivado a las 12:00, pero a las 12:20 "
                 "ha salido otra doble, el pedido 20418.", 120),
            Turn("agent", "Esa ya estaba en la cola del módulo cuando lo desactivaste: la llamada es de las 11:58. "
                 "Desde entonces llega una sola por pedido, he mirado los últimos 50. Para volver a activarlo, quita "
                 "antes en sus ajustes el envío de *Pedido confirmado*.", 65),
            Turn("customer", "Quitado y activado, ahora sale una sola. Gracias.", 90),
        ),
        "solved",
    ),
    Conversation(
        "sending", "550 remitente no autorizado",
        "El servidor me contesta `550 5.7.1 sender not allowed` cuando envío desde `avisos@rutadelsur.example`. Desde "
        "`info@` del otro dominio no hay problema.",
        (
            Turn("agent", "Ese dominio no está confirmado en tu cuenta, y solo aceptamos remitentes de dominios "
                 "confirmados. Añádelo en *Ajustes, Dominios* y crea los tres registros que te muestra. Si solo "
                 "necesitas el nombre «Avisos», también puedes enviar ya mismo desde `avisos@` de tu otro "
                 "dominio.", 110),
            Turn("customer", "Añadido y confirmado. Funciona.", 300),
        ),
        "closed",
    ),
    Conversation(
        "sending", "¿Cuántos correos puedo enviar el primer día?",
        "El jueves abrimos inscripciones y queremos escribir a 25.000 personas. Es una cuenta nueva, con dominio "
        "nuevo. ¿Sale todo de golpe o hay un tope?",
        (
            Turn("note", "Listas propias, con fecha de alta y doble confirmación. Se puede subir a 5.000 el primer "
                 "día, no más con un dominio de dos semanas.", 160),
            Turn("agent", "Hay un tope, y te protege: si un dominio que nadie conoce envía 25.000 correos de golpe, "
                 "muchos acaban en spam. He subido tu primer día a 5.000. Si empiezas hoy con la gente más fiel y vas "
                 "doblando cada día, llegas al jueves con todo enviado: 5.000, 10.000 y los 10.000 restantes.", 20),
            Turn("customer", "Empezamos hoy con los 5.000. Muchas gracias.", 520),
        ),
        "closed",
    ),
    Conversation(
        "templates", "Las eñes y los acentos salen mal",
        "He importado una plantilla hecha por nuestra agencia y en lugar de «España» pone «EspaÃ±a». En su servidor "
        "se ve perfecta.",
        (
            Turn("agent", "El archivo está guardado en UTF-8, pero en la cabecera dice `charset=iso-8859-1`, y el "
                 "editor se fía de lo que dice. En la web de la agencia no se nota porque su servidor lo corrige. "
                 'Cambia esa línea por `<meta charset="utf-8">` y vuelve a importarla. La plantilla que subiste ya la '
                 "he corregido, es la que se llama *Primavera, corregida*.", 120),
            Turn("customer", "Perfecta. Se lo paso a la agencia.", 220),
        ),
        "closed",
    ),
    Conversation(
        "templates", "El botón sale cuadrado en Outlook",
        "En todas partes el botón tiene las esquinas redondas menos en el Outlook de Windows, que es justo el que usa "
        "mi jefe.",
        (
            Turn("agent", "El Outlook clásico de Windows dibuja con el motor de Word y no conoce `border-radius`. Si "
                 "marcas *Botón compatible* en el bloque, añadimos una versión en VML que sí redondea. Si no te "
                 "importa que allí sea cuadrado, déjalo así: funciona igual y el correo pesa menos.", 270),
            Turn("customer", "Marcado, ya sale redondo también ahí.", 45),
        ),
        "closed",
    ),
    Conversation(
        "templates", "Una sola plantilla en castellano y en catalán",
        "Queremos mandar un único boletín en dos idiomas según el campo `idioma` de cada contacto, sin hacer dos "
        "campañas. ¿Se puede?",
        (
            Turn("agent", "Se puede, con una condición alrededor de cada bloque:\n\n"
                 '`{% if recipient.idioma == "ca" %}` … `{% else %}` … `{% endif %}`\n\n'
                 "En el asunto funciona igual. Revisa antes de enviar a quiénes les falta el campo, porque verán lo "
                 "que pongas después de `else`; en tu lista son 84.", 190),
            Turn("customer", "Enviado el primero y todo bien. A los 84 les hemos puesto castellano.", 870),
        ),
        "closed",
    ),
    Conversation(
        "statistics", "Más clics que aperturas, ¿cómo puede ser?",
        "En la campaña del miércoles salen 212 clics y 187 aperturas. Para hacer clic habrá que abrir, digo yo.",
        (
            Turn("agent", "Tienes razón en que hay que abrirlo, pero la apertura se cuenta con una imagen invisible, "
                 "y muchos programas no cargan imágenes si no se les pide. Esas personas hacen clic sin contar como "
                 "apertura. Además, los 212 son clics en total; clics *únicos* hay 141, en la columna de al "
                 "lado.", 230),
            Turn("customer", "Entendido, miraba la columna que no era.", 150),
        ),
        "closed",
    ),
    Conversation(
        "statistics", "Aperturas desde países en los que no tenemos a nadie",
        "El mapa dice que un 30\u00a0% de las aperturas son de Estados Unidos. Todos nuestros suscriptores viven a "
        "menos de 100 km de aquí.",
        (
            Turn("agent", "Son los servidores intermedios de Gmail y de Apple, que cargan las imágenes en nombre del "
                 "lector; lo que se ve es dónde están esos servidores. El mapa de clics es fiable, porque el clic "
                 "sale del aparato de cada persona. En *Ajustes, Estadísticas* puedes hacer que el mapa solo use "
                 "clics.", 310),
        ),
        "closed",
    ),
    Conversation(
        "statistics", "No llega el informe mensual en PDF",
        "El informe que se manda el día 1 a dirección no ha llegado este mes, ni a mí ni a las otras dos personas de "
        "la lista. En spam tampoco está. ¿Se puede volver a generar?",
        (), "received",
    ),
    Conversation(
        "api", "401 con una clave recién creada",
        "He creado una clave nueva para el CRM y todo responde `401 invalid_key`. La he copiado tres veces. La "
        "antigua sigue funcionando.",
        (
            Turn("agent", "La clave nos llega con un salto de línea al final, escondido dentro del base64 de "
                 "`Authorization: Basic`. Pasa cuando se codifica con `echo`, que lo añade por su cuenta. Con "
                 "`printf`, o mandándola sin codificar como `Authorization: Bearer`, entrará. No hace falta crear "
                 "otra.", 65),
            Turn("customer", "Era el salto de línea. Gracias, no lo habría visto nunca.", 40),
        ),
        "closed",
    ),
    Conversation(
        "api", "El webhook dejó de avisar el domingo",
        "Desde el domingo por la noche no recibimos ni un evento. Nuestra dirección responde 200 si la llamo yo desde "
        "el navegador.",
        (
            Turn("note", "`unable to get local issuer certificate`. Renovaron el certificado el domingo y falta el "
                 "intermedio. Desactivado tras 24 h de fallos, 3.912 eventos guardados.", 140),
            Turn("agent", "El domingo se renovó el certificado del servidor y falta el intermedio en la cadena. Los "
                 "navegadores lo completan por su cuenta; nosotros no, y tras 24 horas de fallos el webhook se "
                 "desactiva. Sirve la cadena completa (`fullchain.pem`) y pulsa *Reactivar*: los 3.912 eventos "
                 "pendientes se envían por orden.", 20),
            Turn("customer", "Cambiado a fullchain y reactivado. Están entrando todos.", 160),
        ),
        "closed",
    ),
    Conversation(
        "api", "GET /v1/recipients solo devuelve 100",
        "Nuestra lista tiene 7.300 contactos y la API me devuelve siempre los mismos 100. Con `page=2` también.",
        (
            Turn("agent", "`page` no existe, por eso se ignora. La respuesta trae un campo `next_cursor`: pásalo como "
                 "`cursor` en la siguiente llamada hasta que venga vacío. Con `limit=500`, que es el máximo, son 15 "
                 "llamadas. Si es para sincronizar cada noche, `updated_since` te ahorra casi todas.", 100),
            Turn("customer", "Perfecto, con `updated_since` son dos llamadas por noche.", 380),
        ),
        "solved",
    ),
)  # fmt: skip
