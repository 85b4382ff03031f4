from django.db import migrations, models

from thihanh.trail import append_only


class Migration(migrations.Migration):

    dependencies = [('steering', '0001_steering')]

    operations = [
        migrations.CreateModel(
            name='DelayFact',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('entry_id', models.BigIntegerField()),
                ('known_on', models.DateField()),
                ('meeting_id', models.BigIntegerField(db_index=True)),
                ('since', models.DateField()),
                ('until', models.DateField()),
                ('body', models.CharField(blank=True, default='', max_length=60)),
                ('name', models.CharField(blank=True, default='', max_length=200)),
                ('days_top', models.BigIntegerField()),
                ('days_bottom', models.BigIntegerField()),
                ('matters', models.IntegerField()),
            ],
            options={
                'db_table': 'steering_delay',
            },
        ),
        migrations.RunSQL(append_only.statements("steering_delay"), migrations.RunSQL.noop),
    ]
