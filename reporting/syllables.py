"""Spelling tables of Vietnamese: which letters make a syllable, and words of other tongues that look like Telex."""


def spread(words: str) -> frozenset[str]:
    """The words of a block."""
    return frozenset(words.split())


def sayings(lines: str) -> frozenset[str]:
    """The sayings of a block, divided by `|`."""
    return frozenset(saying.strip() for saying in lines.replace("\n", "").split("|"))


INITIALS = spread(
    """
    b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x
    """
) | {""}

# Every rime without its tone.
RIMES = spread(
    """
    a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây e ec em en eng eo ep et
    ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan
    oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông
    ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy
    uya uych uyên uyêt uyn uynh uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
    ynh
    """
)

# Words people type in other languages whose letters would decode to a syllable.
ENGLISH = spread(
    """
    as is or of us if off too to see seen soon book look good food foot room moon zoom door floor pool cool tool
    school boss bus gas loss less mass pass plus yes his has was for far car her per user over order after water
    text next test fax box fix six tax max mix sex new now how low show know view down town own own law saw raw few
    two who why what where when which wifi week keep need free meet been feel deep add odd old sad fees coffee toll
    class press access address server error app apps web website email gmail facebook video photo pdf word excel
    link post pass password user admin ok oke okay out our air her him them then there their this that these those
    with from into sos pos tour bar star form sms usa www fair sure fer der des las los sir our ours ours car care
    are more score store
    """
)

# Units are often typed glued to their number: `to5` is no VNI.
UNIT_KEYS = spread(
    """
    to tdp kp cb thon khu hem ap xom ngo kiet kenh km ql n lo so
    """
)
