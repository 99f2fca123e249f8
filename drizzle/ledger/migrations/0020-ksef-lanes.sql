-- Each subject type has its own lane: what was under way is asked for again, what was brought up to date stays so.
UPDATE ksef_progress SET progress = json_set(json_remove(progress, '$.export', '$.lastSuccessAt'),
  '$.run.tasks', json('[]'), '$.lanes', json(coalesce((
    SELECT json_group_object(s.value, json_object('doneAt', progress ->> '$.lastSuccessAt'))
    FROM ksef_connection c, json_each(c.connection, '$.subjects') s), '{}')));
