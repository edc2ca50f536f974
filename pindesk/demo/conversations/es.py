"""Lo que preguntaron los clientes de Larkmail en español."""

from pindesk.demo.script import Conversation, Turn

CONVERSATIONS: tuple[Conversation, ...] = (
    Conversation("sending", "Los envíos programados salen con retraso", "Desde el martes las campañas de las 9:00 salen media hora tarde.", (), "received"),
    Conversation("plans", "¿Qué cambia al pasar de Starter a Business?", "Queremos saber si el chat está incluido.", (
            Turn("agent", "Sí, Business incluye el chat de lunes a viernes. El cambio se aplica al momento.", 120),
        ), "closed"),
)  # fmt: skip
