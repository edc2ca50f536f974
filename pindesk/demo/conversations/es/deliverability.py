"""What customers asked the deliverability team."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation(
        "deliverability", "A Hotmail no llega nada",
        "Todo lo que enviamos a Hotmail y Outlook rebota desde el lunes: `550 5.7.1 messages from [198.51.100.61] "
        "weren't sent ... block list (S3140)`. Son casi 1.900 direcciones de la lista.",
        (
            Turn("note", "IP compartida de `eu-5` en la lista de Microsoft por otra cuenta, ya suspendida. Pedida la "
                 "retirada. Cuenta movida a `eu-7`.", 55),
            Turn("agent", "El problema está de nuestro lado: Microsoft bloqueó una de las IP compartidas por culpa de "
                 "otra cuenta, que ya no envía. He pasado la tuya a otro grupo de IP, y la retirada del bloqueo está "
                 "pedida. Tus registros están en orden. Los rebotes de estos días se han anulado, así que las 1.900 "
                 "direcciones siguen activas.", 15),
            Turn("customer", "Acabo de probar con dos cuentas de Hotmail y han llegado las dos. ¿Reenvío la campaña "
                 "del lunes?", 180),
            Turn("agent", "Sí, puedes. En el informe, *Más, Reenviar a los rebotados* escribe solo a esas "
                 "personas.", 40),
        ),
        "closed",
    ),
    Conversation(
        "deliverability", "Una universidad nos devuelve todo con 554",
        "Tenemos unos 600 suscriptores en la misma universidad y hoy han rebotado los 600 con un `554 5.7.1`. La "
        "semana pasada les llegaba todo.",
        (
            Turn("agent", "`554 5.7.1` quiere decir que lo rechaza una norma de su servidor; el texto que lo acompaña "
                 "solo dice `rejected by policy`, así que el motivo no lo vemos desde aquí. Para no perder a nadie, "
                 "no hemos marcado esos 600 rebotes como definitivos. ¿Puedes pedirle a alguien de allí que consulte "
                 "con su servicio informático por qué rechaza `198.51.100.0/24`, y reenviarnos lo que le digan?", 130),
        ),
        "waiting",
    ),
    Conversation(
        "deliverability", "¿Dos registros SPF en un dominio?",
        "Al darme de alta añadí el SPF de Larkmail y ahora el dominio tiene dos, el de antes y el nuevo. El "
        "verificador dice *permerror*. ¿Cuál quito?",
        (
            Turn("agent", "No puede haber dos: con dos registros SPF el resultado es siempre error. Une los dos en "
                 "uno solo, con un único `v=spf1` al principio y un único `~all` al final:\n\n"
                 "`v=spf1 include:_spf.tuproveedor.example include:spf.larkmail.example ~all`\n\n"
                 "Borra después el segundo. El cambio se nota cuando vence el TTL, en tu caso en una hora.", 90),
            Turn("customer", "Unido y comprobado, ya sale *pass*.", 210),
        ),
        "closed",
    ),
    Conversation(
        "deliverability", "Gmail muestra un aviso amarillo en mis correos",
        "Envío el boletín con mi dirección de siempre, que es de Gmail, y a los demás les sale un aviso de que "
        "*podría no ser de quien dice*. A otros ni les llega.",
        (
            Turn("agent", "Es por la dirección: solo los servidores de Google pueden firmar por `gmail.com`, y un "
                 "correo que sale de los nuestros con ese remitente no supera DMARC. Usa una dirección de tu propio "
                 "dominio, confirmado en *Ajustes, Dominios*, y pon la de Gmail en *Responder a*. Así las respuestas "
                 "te siguen llegando donde siempre.", 75),
            Turn("customer", "Cambiado a una dirección del dominio. El aviso ya no aparece.", 430),
        ),
        "solved",
    ),
    Conversation(
        "deliverability", "Envíos bloqueados por rebotes",
        "Al segundo envío se me ha bloqueado la cuenta por un 8\u00a0% de rebotes. La lista es buena, son clientes de "
        "toda la vida.",
        (
            Turn("note", "Lista de 5.100, altas de 2014 a 2019, sin envíos desde entonces. Nada raro más allá de la "
                 "antigüedad.", 100),
            Turn("agent", "No dudamos de que sean clientes, pero la mayoría se apuntó hace más de seis años y nadie "
                 "les ha escrito desde entonces: en ese tiempo muchas direcciones desaparecen. He quitado las que "
                 "rebotaron y los envíos vuelven a estar abiertos, por ahora a 500 por hora. Empieza por quienes "
                 "compraron en los dos últimos años. Por debajo del 2\u00a0% de rebotes el tope sube solo.", 35),
            Turn("customer", "Primer envío con 0,9\u00a0%. Tenía que haberlo hecho por partes desde el "
                 "principio.", 750),
        ),
        "closed",
    ),
    Conversation(
        "contact_removal", "Una persona pide que borremos sus datos",
        "Nos ha escrito una suscriptora que quiere que eliminemos todo lo suyo según el RGPD. ¿Basta con darla de "
        "baja? ¿Y qué plazo tenemos?",
        (
            Turn("agent", "La baja no basta, porque sus datos se conservan. En *Destinatarios* abre su ficha y elige "
                 "*Borrar definitivamente*: se eliminan la dirección, los campos y el historial. Queda solo una "
                 "huella cifrada, que impide volver a importarla por descuido. El plazo es de un mes desde que "
                 "recibiste la petición, y conviene contestarle cuando esté hecho.", 160),
            Turn("customer", "Borrada y avisada. Muchas gracias por la rapidez.", 340),
        ),
        "closed",
    ),
    Conversation(
        "contact_removal", "Desbloquear a un cliente",
        "`compras@molinonuevo.example` está bloqueada y es nuestro mejor cliente. Necesitamos que reciba la tarifa "
        "nueva antes del viernes.",
        (
            Turn("agent", "Está bloqueada porque alguien marcó como spam el correo de la semana pasada desde ese "
                 "buzón. Después de una queja, solo la propia persona puede pedir que le vuelvas a escribir: mándale "
                 "el enlace de tu formulario de alta, y cuando confirme se levanta el bloqueo. La tarifa, mientras "
                 "tanto, puedes enviársela desde tu correo. ¿Nos dices cuando se haya apuntado?", 60),
        ),
        "waiting",
    ),
)  # fmt: skip
