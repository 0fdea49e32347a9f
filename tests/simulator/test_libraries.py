"""aiogram and python-telegram-bot, unchanged and independent of each other, against the fake messenger.

Both play the same bot: it answers a word with a button, a press with an edit, and sends a photo back as a document.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from io import BytesIO
from typing import Any

import aiogram
import pytest
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from telegram import error as ptb
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from tests.simulator.desk import TOKEN, Desk, at_desk

# The library warns of its own future whenever it makes a RetryAfter.
pytestmark = pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")

PICTURE = b"\xff\xd8\xff a picture"


def aiogram_bot(desk: Desk, token: str = TOKEN) -> aiogram.Bot:
    return aiogram.Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(desk.url)))


@asynccontextmanager
async def ptb_bot(desk: Desk, token: str = TOKEN) -> AsyncIterator[telegram.Bot]:
    async with telegram.Bot(token, base_url=f"{desk.url}/bot", base_file_url=f"{desk.url}/file/bot") as bot:
        yield bot


@asynccontextmanager
async def aiogram_runs(desk: Desk) -> AsyncIterator[None]:
    bot, dispatcher = aiogram_bot(desk), aiogram.Dispatcher()
    types = aiogram.types

    async def word(message: types.Message) -> None:
        button = types.InlineKeyboardButton(text="Đúng", callback_data="yes")
        markup = types.InlineKeyboardMarkup(inline_keyboard=[[button]])
        await message.reply(f"<b>{message.text}</b>?", parse_mode="HTML", reply_markup=markup)

    async def press(query: types.CallbackQuery) -> None:
        assert isinstance(query.message, types.Message)
        await query.message.edit_text("Đã ghi")
        await query.answer("Xong")

    async def photo(message: types.Message) -> None:
        assert message.photo
        got = await bot.download(message.photo[-1])
        assert got is not None
        await message.answer_document(types.BufferedInputFile(got.read(), "ảnh.jpg"), caption=message.caption)

    dispatcher.message.register(photo, aiogram.F.photo)
    dispatcher.message.register(word)
    dispatcher.callback_query.register(press)
    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    try:
        yield
    finally:
        await dispatcher.stop_polling()
        await polling


@asynccontextmanager
async def ptb_runs(desk: Desk) -> AsyncIterator[None]:
    async def word(update: telegram.Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        markup = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Đúng", callback_data="yes")]])
        words = f"<b>{update.message.text}</b>?"
        await update.message.reply_text(words, parse_mode="HTML", reply_markup=markup, do_quote=True)

    async def press(update: telegram.Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.callback_query
        await update.callback_query.edit_message_text("Đã ghi")
        await update.callback_query.answer("Xong")

    async def photo(update: telegram.Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        got = await (await update.message.photo[-1].get_file()).download_as_bytearray()
        await update.message.reply_document(BytesIO(got), filename="ảnh.jpg", caption=update.message.caption)

    builder = ApplicationBuilder().token(TOKEN)
    application: Application[Any, Any, Any, Any, Any, Any] = (
        builder.base_url(f"{desk.url}/bot").base_file_url(f"{desk.url}/file/bot").build()
    )
    application.add_handler(MessageHandler(filters.PHOTO, photo))
    application.add_handler(MessageHandler(filters.TEXT, word))
    application.add_handler(CallbackQueryHandler(press))
    async with application:
        assert application.updater
        await application.updater.start_polling()
        await application.start()
        try:
            yield
        finally:
            await application.updater.stop()
            await application.stop()


Library = Callable[[Desk], AbstractAsyncContextManager[None]]


async def until(desk: Desk, what: str, number: int) -> list[Any]:
    """Waits for the events of that kind until there are so many."""
    while True:
        events = await desk.see("/control/events")
        fitting = [event for event in events if event["what"] == what]
        if len(fitting) >= number:
            return fitting
        await desk.see(f"/control/events?after={events[-1]['n'] if events else 0}&wait=10")


@pytest.mark.parametrize("library", [aiogram_runs, ptb_runs])
def test_a_conversation_with_a_bot_of_either_library(library: Library) -> None:
    async def story(desk: Desk) -> None:
        async with library(desk):
            await desk.control("say", chat=1001, text="ngập đường")
            answer = (await until(desk, "message", 2))[1]["message"]
            assert (answer["from"], answer["text"], answer["reply_to"]) == ("bot", "ngập đường?", 1)
            assert answer["entities"] == [{"type": "bold", "offset": 0, "length": 10}]
            assert answer["buttons"] == [[{"text": "Đúng", "data": "yes"}]]

            await desk.control("press", chat=1001, message_id=answer["id"], data="yes")
            (note,) = await until(desk, "answer", 1)
            assert note["text"] == "Xong"
            changed = (await desk.see("/control/messages?chat=1001"))[1]
            assert (changed["text"], changed["buttons"], changed["edited"]) == ("Đã ghi", [], True)

            await desk.control("clock", advance=10)
            await desk.control("photo", chat=1001, caption="đây")
            document = (await until(desk, "message", 4))[3]["message"]
            assert (document["text"], document["document"]["name"]) == ("đây", "ảnh.jpg")
            sent = (await desk.see("/control/messages?chat=1001"))[2]
            assert document["document"]["size"] == sent["photo"]["size"]
        state = await desk.see("/control/state")
        assert (state["updates_waiting"], state["refused"]) == (0, {})

    at_desk(story)


@pytest.mark.parametrize("library", [aiogram_runs, ptb_runs])
def test_a_bot_of_either_library_lives_through_refused_and_lost_polls(library: Library) -> None:
    async def story(desk: Desk) -> None:
        faults = [{"method": "getUpdates", "do": {"lost": True}}, {"method": "getUpdates", "do": {"duplicate": True}}]
        await desk.control("faults", faults=faults)
        await desk.control("say", chat=1001, text="còn đó không")
        async with library(desk):
            answers = [event["message"] for event in await until(desk, "message", 3)][1:]
        assert [answer["text"] for answer in answers] == ["còn đó không?"] * 2, "the repeated batch was answered too"

    at_desk(story)


AIOGRAM: dict[str, type[Exception]] = {
    "chat": TelegramBadRequest,
    "blocked": TelegramForbiddenError,
    "flood": TelegramRetryAfter,
    "broken": TelegramServerError,
    "lost": TelegramNetworkError,
    "moved": TelegramMigrateToChat,
    "token": TelegramUnauthorizedError,
    "conflict": TelegramConflictError,
}
PTB: dict[str, type[Exception]] = {
    "chat": ptb.BadRequest,
    "blocked": ptb.Forbidden,
    "flood": ptb.RetryAfter,
    "broken": ptb.NetworkError,
    "lost": ptb.NetworkError,
    "moved": ptb.ChatMigrated,
    "token": ptb.InvalidToken,
    "conflict": ptb.Conflict,
}

Send = Callable[[int], Awaitable[Any]]


async def every_refusal(desk: Desk, send: Send, errors: dict[str, type[Exception]]) -> None:
    with pytest.raises(errors["chat"], match=r"(?i)chat not found"):
        await send(9)
    await desk.control("people", name="Minh", chat=1002)
    await desk.control("block", chat=1002, blocked=True)
    with pytest.raises(errors["blocked"], match="bot was blocked by the user"):
        await send(1002)
    for do, kind in (
        ({"code": 500}, "broken"),
        ({"lost": True}, "lost"),
        ({"code": 400, "parameters": {"migrate_to_chat_id": -100}}, "moved"),
    ):
        await desk.control("faults", faults=[{"method": "sendMessage", "do": do}])
        with pytest.raises(errors[kind]):
            await send(1001)
    for _ in range(2):
        await send(1001)
    with pytest.raises(errors["flood"], match="Retry in 4 seconds"):
        await send(1001)
    await desk.control("clock", advance=4)
    await send(1001)


def test_aiogram_knows_every_refusal_by_its_type() -> None:
    async def story(desk: Desk) -> None:
        async with aiogram_bot(desk) as bot:
            await every_refusal(desk, lambda chat: bot.send_message(chat, "a"), AIOGRAM)
            waiting = asyncio.create_task(bot.get_updates(timeout=30, offset=2**40))
            await desk.listening()
            later = asyncio.create_task(desk.updates(timeout=30))
            with pytest.raises(AIOGRAM["conflict"]):
                await waiting
            await desk.control("say", chat=1001, text="xong")
            assert len(await later) == 1
        async with aiogram_bot(desk, "42:other") as stranger:
            with pytest.raises(AIOGRAM["token"]):
                await stranger.get_me()

    at_desk(story)


def test_python_telegram_bot_knows_every_refusal_by_its_type() -> None:
    async def story(desk: Desk) -> None:
        async with ptb_bot(desk) as bot:
            await every_refusal(desk, lambda chat: bot.send_message(chat, "a"), PTB)
            waiting = asyncio.create_task(bot.get_updates(timeout=30, offset=2**40))
            await desk.listening()
            later = asyncio.create_task(desk.updates(timeout=30))
            with pytest.raises(PTB["conflict"]):
                await waiting
            await desk.control("say", chat=1001, text="xong")
            assert len(await later) == 1
        with pytest.raises(PTB["token"]):
            async with ptb_bot(desk, "42:other"):
                pass

    at_desk(story)


def test_both_libraries_read_every_answer_into_their_types() -> None:
    async def story(desk: Desk) -> None:
        group = (await desk.control("group", name="Khối"))["chat"]
        await desk.control("say", chat=group, by=1001, text="/start@simulated_bot abc")
        async with aiogram_bot(desk) as one, ptb_bot(desk) as other:
            assert (await one.me()).username == other.username == "simulated_bot"
            theirs, ours = await other.get_updates(), await one.get_updates()
            assert [update.update_id for update in theirs] == [update.update_id for update in ours]
            assert ours[0].my_chat_member and theirs[0].my_chat_member
            assert ours[0].my_chat_member.new_chat_member.status == theirs[0].my_chat_member.new_chat_member.status
            await one.set_my_commands([aiogram.types.BotCommand(command="baocao", description="Báo cáo")])
            assert [command.command for command in await other.get_my_commands()] == ["baocao"]
            picture = aiogram.types.BufferedInputFile(PICTURE, "a.jpg")
            sent = await one.send_photo(group, picture, caption="ảnh")
            assert sent.photo and len(sent.photo) == 3
            again = await other.send_photo(group, sent.photo[-1].file_id)
            file = await again.photo[-1].get_file()
            assert bytes(await file.download_as_bytearray()) == PICTURE
            fresh = await other.send_photo(group, PICTURE)
            await desk.control("clock", advance=10)
            assert await other.edit_message_reply_markup(group, fresh.message_id, reply_markup=keyboard())
            assert await one.delete_message(group, fresh.message_id)
            assert await one.send_chat_action(1001, "typing") and await other.delete_webhook()
            assert (await other.get_webhook_info()).url == "" and await one.leave_chat(group)

    at_desk(story)


def keyboard() -> telegram.InlineKeyboardMarkup:
    return telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("a", callback_data="b")]])


def test_an_update_that_aiogram_cannot_read_makes_it_deaf_until_the_update_expires() -> None:
    async def story(desk: Desk) -> None:
        await desk.control("update", update={"message": {"message_id": 1, "chat": {"id": 1001}}})
        await desk.control("clock", advance=3600)
        await desk.control("say", chat=1001, text="có ai không")
        async with aiogram_bot(desk) as bot:
            with pytest.raises(ClientDecodeError):
                await bot.get_updates()
            await desk.control("clock", advance=23 * 3600)
            (update,) = await bot.get_updates()
            assert update.message and update.message.text == "có ai không"

    at_desk(story)
