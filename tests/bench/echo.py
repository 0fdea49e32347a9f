"""The usual bot: bare aiogram, no database, says back what it hears. What everything is measured against."""

from __future__ import annotations

import asyncio
import contextlib
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

BUTTON = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Đúng", callback_data="yes")]])


async def main(url: str, token: str) -> None:
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    listening = Dispatcher()

    @listening.message()
    async def on_message(message: Message) -> None:
        await message.answer(message.text or "", reply_markup=BUTTON)

    @listening.callback_query()
    async def on_press(press: CallbackQuery) -> None:
        assert press.message
        await bot.send_message(press.message.chat.id, "Đã lưu tin tuần")
        with contextlib.suppress(TelegramBadRequest):  # the simulator's clock runs fast: the press may be old by now
            await press.answer()

    print("ready", flush=True)
    await listening.start_polling(bot, handle_signals=False)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
