using Planner.Inference.Local.Text.Meaning;
using Planner.Text;

namespace Planner.Inference.Local.Text.Entities;

/// <summary>Well-known names of places and organisations and common first names, in every Russian case form.</summary>
internal static class NameGazetteer
{
    private static readonly HashSet<string> s_places = [.. Thesaurus.Stems(
        """
        Afghanistan Albania Algeria Andorra Angola Argentina Armenia Australia Austria Azerbaijan Bahrain Bangladesh Belarus Belgium Bolivia Bosnia Botswana Brazil Britain Bulgaria Cambodia Cameroon
        Canada Chile China Colombia Congo Croatia Cuba Cyprus Czechia Denmark Ecuador Egypt England Eritrea Estonia Ethiopia Finland France Georgia Germany Ghana Greece Greenland Guatemala Haiti Honduras
        Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy Jamaica Japan Jordan Kazakhstan Kenya Korea Kosovo Kuwait Kyrgyzstan Laos Latvia Lebanon Liberia Libya Lithuania Luxembourg Madagascar
        Malaysia Mali Malta Mauritius Mexico Moldova Monaco Mongolia Montenegro Morocco Mozambique Myanmar Namibia Nepal Netherlands Nicaragua Niger Nigeria Norway Oman Pakistan Palestine Panama Paraguay Peru
        Philippines Poland Portugal Qatar Romania Russia Rwanda Scotland Senegal Serbia Singapore Slovakia Slovenia Somalia Spain Sudan Sweden Switzerland Syria Taiwan Tajikistan Tanzania Thailand Tunisia Turkey
        Turkmenistan Uganda Ukraine Uruguay USA UK UAE Uzbekistan Venezuela Vietnam Wales Yemen Zambia Zimbabwe America Africa Europe Asia Antarctica Siberia Scandinavia Balkans Caucasus Crimea Bavaria Catalonia
        Tuscany Normandy California Texas Florida Alaska Hawaii Nevada Oregon Ohio Virginia Arizona Colorado Michigan Massachusetts Pennsylvania Quebec Ontario
        London Paris Berlin Madrid Rome Vienna Moscow Petersburg Kyiv Kiev Warsaw Prague Lisbon Dublin Edinburgh Oslo Stockholm Helsinki Copenhagen Amsterdam Brussels Geneva Zurich Bern Basel Munich Hamburg
        Frankfurt Cologne Stuttgart Dresden Leipzig Bonn Milan Naples Turin Venice Florence Bologna Barcelona Valencia Seville Porto Athens Istanbul Ankara Sofia Bucharest Budapest Belgrade Zagreb Ljubljana Bratislava
        Riga Vilnius Tallinn Minsk Tbilisi Yerevan Baku Astana Almaty Tashkent Tehran Baghdad Damascus Beirut Jerusalem Dubai Doha Riyadh Cairo Lagos Nairobi Johannesburg Casablanca Tunis Tokyo Kyoto Osaka Seoul
        Beijing Shanghai Shenzhen Delhi Mumbai Bangalore Kolkata Karachi Dhaka Bangkok Hanoi Manila Jakarta Sydney Melbourne Brisbane Auckland Wellington Toronto Montreal Vancouver Ottawa Chicago Boston Washington
        Seattle Houston Dallas Denver Miami Atlanta Detroit Philadelphia Phoenix Manhattan Brooklyn Hollywood Havana Lima Bogota Santiago Manchester Liverpool Birmingham Leeds Bristol Glasgow Oxford Cambridge Cardiff
        Belfast Bath Sheffield Newcastle Brighton Lyon Marseille Nice Bordeaux Toulouse Strasbourg Bergen Gothenburg Krakow Gdansk Odessa Kharkiv Lviv
        Thames Danube Rhine Seine Volga Nile Mississippi Alps Himalayas Everest Sahara Baikal Atlantic Pacific Mediterranean Baltic Arctic
        Австралия Австрия Азербайджан Албания Алжир Англия Аргентина Армения Афганистан Бангладеш Беларусь Белоруссия Бельгия Болгария Боливия Босния Бразилия Британия Великобритания Венгрия Венесуэла Вьетнам
        Германия Голландия Греция Грузия Дания Египет Замбия Зимбабве Израиль Индия Индонезия Иордания Ирак Иран Ирландия Исландия Испания Италия Йемен Казахстан Камбоджа Канада Катар Кения Кипр Киргизия Кыргызстан
        Китай Колумбия Конго Корея Куба Кувейт Латвия Ливан Ливия Литва Люксембург Малайзия Мальта Марокко Мексика Молдавия Молдова Монголия Непал Нигерия Нидерланды Норвегия Пакистан Панама Перу Польша Португалия
        Россия РФ Румыния СССР США Сербия Сингапур Сирия Словакия Словения Сомали Судан Таджикистан Таиланд Тайвань Танзания Тунис Туркменистан Турция Уганда Узбекистан Украина Уругвай Филиппины Финляндия Франция
        Хорватия Черногория Чехия Чили Швейцария Швеция Шотландия Эквадор Эстония Эфиопия Япония Америка Африка Европа Азия Антарктида Сибирь Урал Крым Кавказ Поволжье Подмосковье Камчатка Сахалин Татарстан Башкортостан
        Чечня Дагестан Якутия Карелия Чукотка Кубань Бавария Калифорния Техас Флорида Аляска
        Москва Петербург Санкт-Петербург Ленинград Казань Новосибирск Екатеринбург Самара Омск Томск Тобольск Уфа Пермь Воронеж Волгоград Краснодар Сочи Тула Тверь Ярославль Челябинск Красноярск Саратов Тюмень Тольятти
        Ижевск Барнаул Иркутск Ульяновск Хабаровск Владивосток Махачкала Оренбург Кемерово Новокузнецк Рязань Астрахань Пенза Липецк Киров Калининград Курск Ставрополь Иваново Брянск Белгород Сургут Владимир Архангельск
        Чита Калуга Смоленск Вологда Саранск Мурманск Кострома Новгород Псков Тамбов Ростов Суздаль Выборг Петрозаводск Сыктывкар Магадан Норильск Якутск Грозный Севастополь Симферополь Ялта Подольск Химки
        Киев Минск Одесса Харьков Львов Гомель Брест Рига Вильнюс Таллин Тбилиси Ереван Баку Астана Алматы Ташкент Бишкек Душанбе Лондон Париж Берлин Мадрид Рим Вена Варшава Прага Лиссабон Дублин Осло Стокгольм
        Хельсинки Копенгаген Амстердам Брюссель Женева Цюрих Мюнхен Гамбург Франкфурт Милан Венеция Флоренция Неаполь Барселона Афины Стамбул Анкара София Бухарест Будапешт Белград Загреб Токио Пекин Шанхай Сеул Дели
        Мумбаи Бангкок Ханой Сидней Мельбурн Торонто Монреаль Чикаго Бостон Вашингтон Дубай Каир Иерусалим Тегеран Багдад Дамаск Гавана
        Волга Дон Енисей Лена Обь Амур Иртыш Нева Кама Ока Ангара Дунай Рейн Темза Сена Нил Днепр Байкал Эверест Альпы Эльбрус Сахара Арктика Атлантика Балтика
        """)];

    private static readonly HashSet<string> s_placePairs = new(
        [.. Thesaurus.Lines(
            """
            new york|new zealand|new delhi|new orleans|new jersey|new mexico|los angeles|san francisco|san diego|las vegas|hong kong|south africa|south korea|north korea|saudi arabia|sri lanka|costa rica|el salvador|puerto rico
            united states|united kingdom|great britain|northern ireland|czech republic|cape town|buenos aires|rio de janeiro|sao paulo|mexico city|tel aviv|abu dhabi|kuala lumpur|ho chi minh city|st petersburg|saint petersburg
            middle east|latin america|central asia|north america|south america|eastern europe|western europe|north sea|black sea|red sea|nizhny novgorod
            нью йорк|лос анджелес|сан франциско|лас вегас|новая зеландия|северная корея|южная корея|саудовская аравия|шри ланка|коста рика|новый орлеан|тель авив|абу даби|буэнос айрес|нижний новгород|великий новгород|набережные челны
            нижний тагил|великие луки|старый оскол|сергиев посад|красная площадь|ближний восток|дальний восток|латинская америка|южная америка|северная америка|средняя азия|центральная азия|золотое кольцо|российская федерация
            соединённые штаты|соединенные штаты америки|чёрное море|каспийское море|балтийское море
            """).SelectMany(line => line.Split('|')).Select(Key)], StringComparer.Ordinal);

    // Latin names as they are written; "apple" is a fruit.
    private static readonly HashSet<string> s_organizations = [..
        """
        Microsoft Google Apple Amazon Facebook Meta Twitter Netflix Tesla Toyota Honda Nissan Hyundai Samsung Sony Siemens Bosch Volkswagen BMW Mercedes Daimler Porsche Audi Renault Peugeot Fiat Ferrari Ford Chrysler
        Boeing Airbus Lufthansa Ryanair EasyJet Aeroflot Shell BP Exxon Chevron Total Intel AMD Nvidia NVIDIA IBM Oracle SAP Cisco Dell HP Lenovo Huawei Xiaomi Nokia Ericsson Motorola Philips Panasonic Canon Nikon
        Adobe Spotify Uber Airbnb PayPal Visa Mastercard OpenAI Anthropic DeepMind SpaceX NASA ESA CERN UNESCO UNICEF NATO WHO WTO IMF OPEC EU UN FBI CIA MI6 KGB BBC CNN NBC ABC Reuters Bloomberg Interpol Greenpeace
        Nestle Nestlé Unilever Danone Coca-Cola Pepsi PepsiCo McDonald's Starbucks IKEA Ikea Zara Nike Adidas Puma Walmart Tesco Carrefour Aldi Lidl Pfizer Moderna Bayer BASF Novartis Roche AstraZeneca Barclays HSBC
        Citigroup JPMorgan Deloitte KPMG PwC Accenture McKinsey Gazprom Rosneft Lukoil Sberbank Yandex Kaspersky Alibaba Tencent Baidu ByteDance TikTok YouTube Instagram WhatsApp LinkedIn Wikipedia Reddit GitHub
        MIT UCLA Harvard Stanford Yale Princeton FIFA UEFA NBA NFL NHL Arsenal Juventus Bundestag Congress Kremlin Pentagon Interfax
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    private static readonly HashSet<string> s_russianOrganizations = [.. Thesaurus.Stems(
        """
        Газпром Роснефть Лукойл Сбербанк Сбер ВТБ Яндекс Ростех Роскосмос Росатом Росстат Роспотребнадзор Росреестр Роскомнадзор РЖД Аэрофлот Татнефть Новатэк Норникель Северсталь Русал Сургутнефтегаз Транснефть
        Альфа-банк Тинькофф Т-банк Райффайзенбанк Россельхозбанк Промсвязьбанк Центробанк ЦБ Минфин Минздрав Минобороны Минобрнауки Минэкономразвития Минтранс Минюст МВД МИД МЧС ФСБ ФНС ФАС ГИБДД ООН ЮНЕСКО ЮНИСЕФ ВОЗ НАТО
        ОБСЕ ЕС ВТО МВФ ОПЕК СНГ ЕАЭС НАСА ФИФА УЕФА МОК МГУ СПбГУ МГТУ МФТИ МГИМО НГУ ВШЭ РАН РГБ Эрмитаж Мосфильм Ленфильм ТАСС РБК Интерфакс Коммерсант Ведомости Госдума Кремль Совфед Бундестаг Пентагон Интерпол
        ЦСКА Зенит Мегафон Билайн Ростелеком Озон Ozon Wildberries Вайлдберриз Авито Магнит Пятёрочка Перекрёсток Ашан Икея Камаз КАМАЗ АвтоВАЗ ГАЗ УАЗ Вконтакте ВКонтакте Касперский Гугл Майкрософт Эппл Самсунг Тойота
        Сименс Боинг Аэробус Фольксваген Хуавей Тесла
        """)];

    private static readonly HashSet<string> s_firstNames = new(FirstNames(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a capitalised word is a well-known place.</summary>
    public static bool IsPlace(string word) => char.IsUpper(word[0]) && s_places.Contains(Stemmer.Stem(MeaningWord.Plain(word)));

    /// <summary>Whether words are a well-known place of several words.</summary>
    public static bool IsPlaceOfSeveral(string words) => char.IsUpper(words[0]) && s_placePairs.Contains(Key(words));

    /// <summary>Whether a word is a well-known organisation.</summary>
    public static bool IsOrganization(string word) =>
        s_organizations.Contains(word) || (char.IsUpper(word[0]) && word.Length > 1 && word[0] >= '\u0400' && IsRussianOrganization(word));

    /// <summary>Whether a word is a common first name in any case form.</summary>
    public static bool IsFirstName(string word) => char.IsUpper(word[0]) && s_firstNames.Contains(MeaningWord.Plain(word));

    // «ЕС» is the union, «Ес» is nothing: short names are capitals throughout.
    private static bool IsRussianOrganization(string word) =>
        (word.Length > 3 || word.All(char.IsUpper)) && s_russianOrganizations.Contains(Stemmer.Stem(MeaningWord.Plain(word)));

    private static string Key(string words) => string.Join(' ', words.Split([' ', '-', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(word => Stemmer.Stem(MeaningWord.Plain(word))));

    private static IEnumerable<string> FirstNames()
    {
        const string Latin = """
            angela emmanuel donald barack vladimir joe boris theresa tony gordon hillary bill greta malala elon jeff steve marilyn winston albert isaac charles ludwig wolfgang sigmund friedrich johann ernest agatha
            ingrid astrid bjorn lars sven erik nils olaf hanna heidi greta klaus jurgen stefan matthias lukas felix paula sofia lucia carmen isabel manuel javier fernando diego antonio giovanni francesco alessandro
            chiara paolo hiroshi yuki akira kenji mei li chen arjun deepak sanjay anita amir yusuf hassan ibrahim layla noor chloe emily grace ella mia zoe ethan logan lucas mason aiden dylan owen luke isaac gabriel
            arthur ralph philip simon victor hugo theo walter fred albert rose daisy molly ruby amelia isla freya poppy jasmine natasha svetlana dmitry sergei sergey mikhail nikolai andrei alexei pavel irina tatiana
            natalia ekaterina anastasia yulia marina larisa tamara lyudmila elizabeth alex chris pat terry jamie lee stuart neil ian colin nigel graham keith derek geoffrey hugh gareth rhys dafydd sean liam conor niamh
            """;
        const string Russian = """
            александр алексей анатолий андрей антон аркадий арсений артём артур богдан борис вадим валентин валерий василий виктор виталий владимир владислав всеволод вячеслав геннадий георгий герман глеб григорий давид
            данил даниил денис дмитрий евгений егор захар иван игорь илья иннокентий иосиф кирилл константин лев леонид макар максим марат марк матвей михаил никита николай олег осип павел пётр прохор ринат родион роман
            ростислав руслан савелий святослав семён сергей станислав степан тарас тимофей тимур фёдор филипп эдуард эльдар юрий яков ян ярослав рамиль рустам ильдар айрат
            александра алина алиса алла анастасия ангелина анжелика анна антонина валентина валерия варвара василиса вера вероника виктория галина дарья диана ева евгения екатерина елена елизавета жанна зинаида злата зоя инна
            ирина карина кира клавдия кристина ксения лариса лидия лилия людмила любовь маргарита марина мария марта мила надежда наталья наталия нина оксана олеся ольга полина раиса регина римма светлана софия софья таисия
            тамара татьяна ульяна эльвира эмма юлия яна ярослава гульнара лейсан альбина анфиса агата серафима
            """;
        foreach (var name in Latin.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return name;
        }

        foreach (var name in Russian.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var plain = MeaningWord.Plain(name);
            yield return plain;
            var (stem, endings) = plain switch
            {
                "павел" => ("павл", "а у ом е"),
                "лев" => ("льв", "а у ом е"),
                "петр" => ("петр", "а у ом е"),
                "любовь" => ("любов", "и ью"),
                _ when plain.EndsWith("ия", StringComparison.Ordinal) => (plain[..^1], "и ю ей ею"),
                _ when plain.EndsWith('я') => (plain[..^1], "и е ю ей ёй"),
                _ when plain.EndsWith('а') => (plain[..^1], "ы и е у ой ей"),
                _ when plain.EndsWith("ий", StringComparison.Ordinal) => (plain[..^1], "я ю ем и"),
                _ when plain.EndsWith('й') || plain.EndsWith('ь') => (plain[..^1], "я ю ем е"),
                _ => (plain, "а у ом е"),
            };
            foreach (var ending in endings.Split(' '))
            {
                yield return stem + ending;
            }
        }
    }
}
