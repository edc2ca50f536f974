"""What customers asked the billing and access team."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation(
        "invoice", "NIF equivocado en la factura LM-2026-002950",
        "En la última factura aparece el NIF de la empresa anterior. En la cuenta ya lo cambiamos, pero la gestoría "
        "no acepta esa factura.",
        (
            Turn("note", "Cambio confirmado en la cuenta dos días después de emitir la factura. VIES válido.", 200),
            Turn("agent", "El NIF se cambió dos días después de emitirla, por eso lleva el antiguo. Una factura "
                 "emitida no se puede modificar: hemos hecho una rectificativa que la anula y otra nueva con los "
                 "datos correctos. Las tienes en *Facturación*; el importe es el mismo y no hay ningún cargo más.", 45),
            Turn("customer", "La gestoría da el visto bueno. Gracias.", 420),
        ),
        "closed",
    ),
    Conversation(
        "invoice", "¿Qué IVA corresponde a una empresa de Canarias?",
        "Vamos a contratar otra cuenta para nuestra sociedad en Las Palmas, que no tiene número en VIES. ¿La factura "
        "vendrá con el IVA francés del 20\u00a0%?",
        (
            Turn("agent", "No. Canarias queda fuera del territorio del IVA de la Unión, y para una empresa el "
                 "servicio se entiende prestado donde está el cliente, así que la factura va sin IVA. Para acreditar "
                 "que es una empresa, sube el certificado censal en *Facturación, Empresa*. El IGIC lo declara la "
                 "sociedad por inversión del sujeto pasivo; en los detalles, mejor que lo confirme tu asesoría.", 330),
            Turn("customer", "Justo lo que necesitábamos saber.", 90),
        ),
        "closed",
    ),
    Conversation(
        "refund", "Cobro duplicado de 49 €",
        "El martes se hicieron dos cargos de 49 € en la misma tarjeta, con un minuto de diferencia. Solo hay una "
        "factura. Necesito que se devuelva uno.",
        (
            Turn("note", "Doble clic en *Pagar* justo durante el corte de la pasarela; el segundo cargo quedó sin "
                 "factura. Devolver entero.", 90),
            Turn("agent", "Así es, el segundo cargo no corresponde a nada y te pedimos disculpas. He preparado la "
                 "devolución de 49 €. Para que salga, alguien con el papel de propietario tiene que confirmarla en la "
                 "página de este ticket, volviendo a iniciar sesión. No hace falta que nos envíes ningún dato de la "
                 "tarjeta.", 30),
            Turn("customer", "Confirmado. ¿Cuánto tarda?", 55),
            Turn("agent", "Ya está ordenada. Según el banco, entre tres y cinco días laborables, y llega a la misma "
                 "tarjeta.", 35),
        ),
        "closed",
    ),
    Conversation(
        "plans", "¿Qué cambia al pasar de Starter a Business?",
        "Queremos saber si el chat está incluido.",
        (
            Turn("agent", "Sí, Business incluye el chat de lunes a viernes. El cambio se aplica al momento.", 120),
        ),
        "closed",
    ),
    Conversation(
        "payment", "Pagar por domiciliación en vez de con tarjeta",
        "La tarjeta de la empresa caduca este mes y preferimos que el recibo se domicilie en la cuenta del banco. "
        "¿Cómo lo hacemos para que no haya ningún corte?",
        (
            Turn("agent", "El mandato SEPA se firma en *Facturación, Forma de pago*, y allí mismo se escribe el IBAN; "
                 "por aquí no nos lo mandes. El banco tarda hasta cinco días laborables en aceptarlo. Mientras tanto "
                 "dejo el ticket en espera y el cobro de este mes aplazado, así no se corta nada.", 210),
            Turn("customer", "Mandato firmado hace un momento.", 75),
            Turn("agent", "Nos ha llegado. En cuanto el banco lo acepte te escribimos y se hace el primer cobro.", 40),
        ),
        "on_hold",
    ),
    Conversation(
        "card_removal", "Borrar una tarjeta personal",
        "Al abrir la cuenta usé mi tarjeta personal, la que acaba en 7082. Ya pagamos con la de la empresa y quiero "
        "que la mía desaparezca del todo.",
        (
            Turn("agent", "La eliminación está preparada. Ábrela en la página de este ticket, vuelve a iniciar sesión "
                 "y confirma con *Eliminar esta tarjeta*. La de la empresa queda como única forma de pago. En las "
                 "facturas antiguas seguirán apareciendo las cuatro últimas cifras, porque una factura emitida no se "
                 "modifica.", 120),
            Turn("customer", "Eliminada, gracias.", 25),
        ),
        "closed",
    ),
    Conversation(
        "account_unlock", "Cuenta bloqueada: alguien entró esta noche",
        "No puedo entrar. Me llegó un aviso de inicio de sesión a las 4:20 desde un sitio que no conozco, y a las "
        "4:50 otro de que la cuenta estaba bloqueada. Somos dos propietarios.",
        (
            Turn("note", "Contraseña correcta al primer intento, sin segundo factor. No se envió nada. Los correos de "
                 "los dos propietarios no cambian desde hace más de un año.", 35),
            Turn("agent", "La bloqueamos nosotros a las 4:50 y todas las sesiones están cerradas. No se ha enviado "
                 "ningún correo ni se han exportado contactos. Para abrirla te hemos mandado un enlace a la dirección "
                 "que consta en la cuenta; la otra persona propietaria recibe el suyo y tiene que confirmar, o bien "
                 "usas un código de recuperación de los que guardaste. No nos envíes contraseñas ni códigos por aquí; "
                 "nadie de nuestro equipo te los va a pedir.", 15),
            Turn("customer", "Yo ya he confirmado con mi enlace. Mi socia está de viaje y lo hará esta tarde.", 80),
        ),
        "in_progress",
    ),
    Conversation(
        "privacy", "Contrato de encargo de tratamiento",
        "Nuestra asesoría de protección de datos nos pide el contrato del artículo 28 firmado y saber si los datos de "
        "los suscriptores salen de la Unión Europea.",
        (
            Turn("agent", "El contrato se firma en línea, en *Ajustes, Privacidad*: lo firma quien sea propietario de "
                 "la cuenta y al momento se descarga la copia con las dos firmas. Los datos están en dos centros en "
                 "Francia, con copias de seguridad en Alemania, y no salen de la Unión. En la misma página está la "
                 "lista de subencargados; de cualquier cambio avisamos por correo con 30 días de antelación.", 240),
            Turn("customer", "Firmado y enviado a la asesoría.", 600),
        ),
        "closed",
    ),
)  # fmt: skip
