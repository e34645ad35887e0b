# What Slack's users are told by the bot itself, before or beside the answer to a command.

slack-other-version = Este botón o esta ventana es de otra versión de este bot. /digest help indica lo que sabe hacer ahora.
slack-not-shown = No se ha podido mostrar la respuesta. Quizá ya se haya hecho lo que pedía; vuelva a pedirlo para verlo.
slack-who-are-you = Slack no ha dicho a tiempo si usted gestiona este canal, así que no se ha cambiado nada. Inténtelo de nuevo dentro de un minuto.
slack-only-managers = Solo pueden hacerlo los administradores y propietarios de este espacio de trabajo, o quienes han sido añadidos con /digest managers add.
# Below what says that the digest of a channel is set up; the command is one of Slack's own.
slack-invite-me = Si todavía no estoy en este canal, invíteme para que pueda publicar aquí: { $command }
