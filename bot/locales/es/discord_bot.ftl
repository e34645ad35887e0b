# What Discord's users are told by the bot itself, before or beside the answer to a command.

discord-other-version = Este botón o formulario es de otra versión de este bot. /digest help indica lo que sabe hacer ahora.
discord-old-command = Discord ha enviado este comando de una forma que este bot no conoce. Vuelva a intentarlo dentro de un minuto.
discord-file-too-large = Este archivo supera los { $most } MB. No se ha cambiado nada; envíe uno más pequeño.
discord-file-unreadable = Discord no ha transmitido este archivo. No se ha cambiado nada; envíelo otra vez.
discord-not-shown = No se ha podido mostrar la respuesta. Quizá ya se haya hecho lo que pedía; vuelva a pedirlo para verlo.
