import django.db.models.deletion
from django.db import migrations, models

from lonja.search import structure


def build(apps, schema_editor):
    structure.build(schema_editor.connection)


def drop(apps, schema_editor):
    structure.drop(schema_editor.connection)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='Word',
            fields=[
                ('word', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('written', models.CharField(max_length=40)),
                ('sound', models.CharField(max_length=40)),
                ('documents', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.PositiveBigIntegerField()),
                ('title', models.CharField(max_length=255, verbose_name='título')),
                ('subtitle', models.CharField(blank=True, max_length=255)),
                ('text', models.TextField(blank=True)),
                ('date', models.DateField(blank=True, null=True, verbose_name='fecha')),
                ('weight', models.PositiveSmallIntegerField(default=10)),
                ('title_stems', models.TextField(blank=True)),
                ('title_words', models.TextField(blank=True)),
                ('text_stems', models.TextField(blank=True)),
                ('text_words', models.TextField(blank=True)),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name': 'documento del buscador',
                'verbose_name_plural': 'documentos del buscador',
                'ordering': ['-weight', '-date', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('root', 'object_id'), name='one_document_a_record')],
            },
        ),
        # Not seen by makemigrations: keep it when this file is made anew.
        migrations.RunPython(build, drop),
    ]
