namespace Planner.Inference.Local.Text.Sentiment;

/// <summary>The words of the sentiment lexicon, English and Russian, written for this project. Each list has the strength in its name.</summary>
internal static class SentimentWords
{
    /// <summary>Words of delight.</summary>
    public const string Best = """
        excellent amazing awesome outstanding superb fantastic wonderful brilliant perfect perfection perfectly magnificent marvellous marvelous fabulous terrific phenomenal exceptional
        extraordinary incredible breathtaking stunning delightful delighted masterpiece best love loved loves adore adored thrilled ecstatic spectacular sublime flawless flawlessly impeccable
        gorgeous unforgettable heavenly divine stellar superior priceless splendid unbeatable unmatched exquisite
        отличный отлично превосходный превосходно великолепный великолепно прекрасный прекрасно замечательный замечательно чудесный чудесно восхитительный восхищение восхищён восторг
        идеальный идеально безупречный безупречно потрясающий потрясающе шикарный шикарно супер супергерой бесподобный лучший лучшая лучшее лучшие наилучший обожать обожаю шедевр волшебный волшебно
        изумительный изумительно блестящий блестяще гениальный гениально фантастический фантастика незабываемый великолепие роскошный роскошно классный классно божественный сказочный любимый
        влюбиться влюбилась влюбился влюблена влюблён люблю любит полюбили круто крутой офигенный огонь бомба топ топовый браво
        """;

    /// <summary>Words of praise and content.</summary>
    public const string Good = """
        good great nice nicely lovely beautiful beautifully pleasant pleasantly pleased pleasure happy happily glad enjoy enjoyed enjoyable enjoying fun funny helpful friendly kind kindly polite
        politely comfortable comfortably comfy cozy cosy clean convenient reliable reliably recommend recommended recommending recommends satisfied satisfying satisfaction impressive impressed impress
        delicious tasty fresh charming elegant smart clever talented generous generously attentive caring careful professional professionally skilled efficient smooth smoothly
        success successful successfully win winner winning improve improved improvement improvements benefit beneficial advantage thanks thank thankful grateful gratitude appreciate appreciated
        praise praised applaud applauded applause celebrate celebrated congratulations cheerful joy joyful optimistic hopeful exciting excited excitement interesting engaging inspiring inspired
        entertaining gripping captivating touching heartwarming gem treat worthy valuable bargain favorite favourite winner pro pros reasonable honest trustworthy safe sturdy durable solid
        patient patiently wow yay bravo cool charm warm welcoming hospitable peaceful relaxing relaxed spacious bright crisp quick quickly fast prompt promptly easy easily intuitive effortless
        effortlessly simple affordable fair well worth better positive proud triumph gain gained strong stronger healthy thrive
        хороший хорошо хорошая хорошее хорошие понравиться понравился понравилась понравилось понравились нравится нравятся приятный приятно удобный удобно комфортный комфортно уютный уютно
        вкусный вкусно вкуснейший свежий чистый чисто аккуратный аккуратно вежливый вежливо внимательный внимательно заботливый добрый доброжелательный дружелюбный приветливый отзывчивый
        качественный качественно надёжный надёжно удобство доволен довольна довольны довольный рад рада рады радость радует порадовал порадовала порадовали радостный счастлив счастлива счастливый счастье
        удовольствие удовлетворён советую рекомендую рекомендовать посоветую рекомендуем советуем спасибо благодарность благодарен благодарна благодарю благодарны молодцы молодец умница красивый красиво
        красота красивая симпатичный милый мило интересный интересно увлекательный увлекательно захватывающий вдохновляющий весёлый весело забавный смешной талантливый умный профессиональный
        профессионально профессионал грамотный грамотно чёткий чётко оперативно оперативный быстро быстрый вовремя легко лёгкий просторный светлый тёплый гостеприимный выгодный выгодно недорого
        преимущество плюс плюсы достоинство успех успешный успешно победа победить победил улучшить улучшился улучшение лучше помог помогли помогла полезный полезно восторженный
        аплодировать аплодировал аплодисменты похвала похвалить хвалю хвалить поздравляю ура впечатлён впечатлила впечатляет впечатляющий достойный достойно качество прочный крепкий честный честно справедливый
        отзывчивость душевный душевно добротный исправно терпеливый терпеливо
        """;

    /// <summary>Words of blame and discontent.</summary>
    public const string Bad = """
        bad badly poor poorly disappoint disappointed disappointing disappointment dull boring bored tedious slow slowly sluggish noisy dirty filthy stained smelly smell smelled stink stinks rude rudely
        unfriendly unhelpful impolite arrogant careless unprofessional incompetent lazy broken broke break breaks breaking crash crashes crashed crashing freeze freezes froze bug bugs buggy fail fails
        failed failing failure fault faulty defect defective error errors problem problems issue issues trouble troublesome complain complained complaint complaints annoy annoyed annoying annoyance
        irritating irritated frustrated frustrating frustration angry anger mad upset upsetting sad sadly unhappy sorry regret regretted unfortunately worse weak flimsy cheaply fragile overpriced expensive
        rip-off scam fraud fake lie lied lies liar mislead misleading dishonest cheat cheated unreliable uncomfortable inconvenient confusing confused complicated difficult hard unclear ugly bland
        tasteless stale cold burnt raw soggy greasy late delay delayed delays missing lost lose loses losing loss damage damaged scratched cracked torn dead leak leaks leaking waste wasted refund
        useless worthless pointless meaningless unnecessary lack lacks lacking lacked cramped crowded wrong incorrect unfair hurt hurts pain painful suffer suffered sick ill afraid fear scared scary worry worried
        worries doubt nervous stress stressful stressed tired tiring exhausted danger dangerous unsafe threat threatened refuse refused rejected ignore ignored ignores decline declined drop dropped
        crisis victim victims attack hate hates disliked dislike stupid silly dumb lame mediocre awkward clumsy cliche shallow predictable unconvincing messy mess chaos chaotic con cons negative
        unacceptable unusable inferior unpleasant ruin ruined spoil spoiled bored harm harmful hostile nonsense nuisance rubbish junk garbage trash crap crappy sucks suck
        плохой плохо плохая плохие скучный скучно скука затянутый нудный нудно унылый медленный медленно тормозит тормозить зависает зависать вылетает вылетать глючит глюк глюки глючный
        грязный грязно грязь пыль шумный шумно шум вонь воняет воняло вонючий запах грубый грубо грубить нагрубил нагрубили хам хамить хамил хамили хамство хамит невежливый неприветливый
        некомпетентный безответственный непрофессионал непрофессионально непрофессиональный сломаться сломался сломалась сломалось сломали поломка сломан брак бракованный дефект ошибка ошибки проблема проблемы неисправный
        неисправность жалоба жалобы жаловаться пожаловаться разочарован разочарована разочаровал разочаровала разочаровало разочарование разочаровывать разочаровались раздражает раздражать раздражение бесит злой злость зол зла
        обидно обида обидный грустно грустный печально печальный жаль жалко сожалеть сожаление пожалел пожалела пожалели увы хуже слабый слабо хрупкий дорого завышен завышенный переплатить
        обман обмануть обманули обманывать обманщики мошенник мошенники развод лохотрон подделка фальшивый враньё врать соврали ненадёжный неудобный неудобно некомфортно сложно сложный непонятно непонятный
        запутанный некрасивый уродливый безвкусный невкусный невкусно несвежий тухлый холодный остывший сырой жёсткий сухой подгорел опоздать опоздал опоздали опоздание задержка задержали потеряли потерян
        повреждён повредили помятый мятый мятая рваный порван царапина царапины поцарапан треснул трещина протекает потёк течёт бесполезный бесполезно бессмысленный зря напрасно впустую
        недостаток недостатки минус минусы нехватка тесный тесно неправильный неправильно несправедливо боль больно болит страдать страх страшно страшный боюсь бояться волноваться тревога опасный опасно угроза
        отказать отказали отказал отказались отказывать отказ игнорировать игнорируют проигнорировали ненавижу ненавидеть глупый глупо тупой тупо посредственный убогий убого халтура ерунда бред чушь мусор
        фигня гадость дрянь барахло хлам негатив негативный неприятный неприятно испортить испортили испорчен испорчено испортился вред вредный кризис жертва устал устала надоело достали достало сомневаться сомнение
        сомневался сомневалась невнимательный равнодушный равнодушие наглый нагло хуже претензия претензии виноват навязывать навязали потускнел облез отвалился отвалилась порвался порвалась развалился развалилась
        невозможно нервы
        """;

    /// <summary>Words of disgust and anger.</summary>
    public const string Worst = """
        terrible terribly horrible horribly awful awfully dreadful worst disgusting disgusted appalling atrocious horrendous horrific abysmal pathetic disaster disastrous nightmare hell hideous
        vile revolting outrageous outraged furious despise detest loathe catastrophe catastrophic shameful shame disgrace disgraceful ridiculous unbearable intolerable infuriating scammers
        ужасный ужасно ужас ужасная кошмар кошмарный кошмарно отвратительный отвратительно отвращение мерзкий мерзость омерзительный худший худшая худшее наихудший катастрофа катастрофический безобразие
        безобразный безобразно позор позорный возмутительный возмутительно возмущён возмущена возмущение возмущает невыносимый невыносимо гадкий паршивый отстой тошнит тошнотворный жуткий жутко жуть ад адский
        ненависть издевательство свинство бардак безалаберность бешенство
        """;

    /// <summary>Words that make the next one stronger.</summary>
    public const string Stronger = """
        very really extremely absolutely totally completely so truly incredibly highly utterly especially particularly remarkably insanely super such quite too most deeply definitely
        очень крайне абсолютно совершенно полностью невероятно чрезвычайно весьма настолько так такой такая какой какая какое безумно действительно исключительно особенно слишком просто максимально огромный огромное
        """;

    /// <summary>Words that make the next one weaker.</summary>
    public const string Weaker = """
        slightly somewhat fairly rather kinda sort bit little partly mildly almost nearly relatively
        немного слегка чуть чуточку довольно относительно частично почти отчасти местами
        """;

    /// <summary>Words after which the weight of a sentence lies.</summary>
    public const string But = "but however yet nevertheless nonetheless still но однако зато а";

    /// <summary>Words that open what the rest of the sentence outweighs.</summary>
    public const string Although = "although though despite while хотя несмотря хоть";

    /// <summary>Turns of phrase, a strength before each; * stands for the rest of a word.</summary>
    public const string Phrases = """
        3 worth every penny|worth every cent|стоит своих денег|стоит каждого рубля|стоит каждой копейки|выше всяких похвал|на высшем уровне|на высоте|не оторваться|не мог* оторваться
        3 can't recommend * enough|cannot recommend * enough|couldn't be happier|could not be happier|can't praise|cannot fault|can't fault|blown away|second to none|must have|must see|five stars|5 stars|пять звёзд|10 из 10|10/10|от всей души|от души
        2 worth the money|worth it|worth a visit|as promised|as described|as advertised|on time|ahead of time|ahead of schedule|exceed* * expectations|better than expected|look forward|come back|be back|highly recommend|well done|good value|value for money|makes me smile
        2 как обещали|как обещал*|как в описании|соответствует описанию|превзош* * ожидани*|лучше чем ожидал*|лучше чем думал*|раньше срока|раньше чем обещали|на день раньше|обязательно вернёмся|обязательно вернусь|вернусь ещё|приедем ещё|закажу ещё|буду заказывать ещё|придём ещё|всем советую|стоило того|того стоит|так держать|по душе|в восторге|стал* легче
        -3 waste of time|waste of money|never again|never buy|never come back|never going back|avoid at all costs|stay away|zero stars|one star|1 star|fall* apart|fell apart|worst ever|rip off|ripped off|want * money back|demand a refund|want a refund|makes no sense|let down|fed up
        -3 никогда больше|больше никогда|больше не куплю|больше не приду|больше не поеду|больше не закажу|ни ногой|ни за что|выброшенн* деньги|деньги на ветер|выкинутые деньги|потраченн* время|потеря времени|верните деньги|из рук вон|обходите стороной|держитесь подальше|ноль звёзд|пустая трата|ни в коем случае
        -2 hung up|on hold|no answer|does not work|doesn't work|did not work|didn't work|do not work|don't work|stopped working|not working|won't start|no longer works|no one answers|nobody answers|too long|too expensive|too small|too big|too loud|could be better|expected more|expected better|needs improvement|out of order|nothing special|only to|gave up|give up|in vain
        -2 не работа*|перестал* работать|бросил* трубку|не отвеча*|не дозвон*|так и не|не решил*|не решен*|оставляет желать|желать лучшего|ожидал* больш*|ожидал* лучшего|ничего особенного|не по себе|не включа*|вышел из строя|вышла из строя|на двоечку|за такие деньги|не стоит своих|не спали|не смогл* уснуть|глаза бы
        0 no problem|no problems|thank you in advance|заранее спасибо|всего хорошего|всего доброго|добрый день|добрый вечер|доброе утро|good morning|good afternoon|good evening|kind of|kind regards|best regards|best before|as well as|as well|well known|good friday|hard drive|hard disk|cold war|so far|lost and found|public good
        """;

    /// <summary>Emoji and emoticons of joy.</summary>
    public const string GladSigns = "😀 😃 😄 😁 😆 😊 🙂 😍 🥰 😘 😻 🤩 😎 👍 👏 🙌 💪 ❤ 💖 💕 💯 🔥 ⭐ 🌟 🎉 😋 🤗 ✨ 🏆 🥳 ☺ ♥ :) :-) :D ;) =) :)) )))";

    /// <summary>Emoji and emoticons of anger and grief.</summary>
    public const string SadSigns = "😞 😟 😠 😡 🤬 😢 😭 😩 😫 😤 😒 😕 🙁 ☹ 👎 💔 🤮 🤢 😖 😣 😱 🤦 💩 😔 😨 😰 :( :-( :/ ;( =( :(( (((";
}
