# What anybody is told whose command is not done.

no-digest-here = Este canal todavía no tiene revista de prensa. Quien lo gestiona puede crear una: /digest setup
no-digest-of-yours = Todavía no tiene una revista de prensa propia. Para crear una: /digest setup
only-members = Solo los miembros de este espacio de trabajo pueden usar su revista de prensa. /digest help muestra qué más hay.
only-managers = Solo pueden hacerlo quienes gestionan este canal (por ejemplo, los administradores) o han sido añadidos con /digest managers add.
no-such-command = No hay ningún comando «{ $command }». /digest help los enumera todos.
no-such-command-but = No hay ningún comando «{ $command }». ¿Quería decir /digest { $near }?
runs-already = /digest { $command } ya está en marcha aquí, y la respuesta llega a quien la pidió primero. Inténtelo de nuevo en un minuto.
too-soon = { $seconds ->
    [one] /digest { $command } se acaba de usar aquí. Espere un segundo más.
   *[other] /digest { $command } se acaba de usar aquí. Espere { $seconds } segundos más.
}
still-answering-you = Todavía estoy respondiendo a sus dos últimas preguntas. Inténtelo de nuevo en un momento.
still-answering-others = En este momento hay muchísimas personas esperando una respuesta. Inténtelo de nuevo en un minuto.
database-does-not-answer = La base de datos no responde en este momento. No se ha cambiado nada; inténtelo de nuevo en un minuto.
our-mistake = Algo ha salido mal, y es un error nuestro. No se ha cambiado nada; quien administra este bot lo encontrará en el registro.
