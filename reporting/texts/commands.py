"""What the messenger lists beside the text field (dialogues R8)."""

COMMANDS = {
    "menu": "Các việc làm được",
    "viec": "Việc đã báo, đang mở",
    "tuan": "Tin tuần này",
    "sua": "Sửa hoặc rút một việc",
    "giup": "Cách dùng kênh",
}
