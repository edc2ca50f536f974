"""Articles that are there were saved when the last version of any of their translations was."""

from typing import Any

from django.db import migrations
from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Coalesce


def copy(apps: Any, schema_editor: Any) -> None:
    article, version = apps.get_model("knowledge", "Article"), apps.get_model("knowledge", "Version")
    of_article = version.objects.filter(translation__article=OuterRef("pk")).order_by().values("translation__article")
    last = Subquery(of_article.annotate(last=Max("saved_at")).values("last"))
    article.objects.update(saved_at=Coalesce(last, "created_at"))


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0002_list_articles_by_when_they_were_saved")]

    operations = [migrations.RunPython(copy, migrations.RunPython.noop)]
