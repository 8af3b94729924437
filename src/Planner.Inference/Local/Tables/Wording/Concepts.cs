using System.Collections.Concurrent;

namespace Planner.Inference.Local.Tables;

/// <summary>
/// Words that name one idea in tables, English and Russian: what joins "pay" to a column "amount" and "сумма" to "total". A word may
/// name several ideas.
/// </summary>
internal static class Concepts
{
    /// <summary>Amounts of money.</summary>
    public const string Amount = "amount";

    /// <summary>Prices of one piece.</summary>
    public const string Price = "price";

    /// <summary>Numbers of pieces.</summary>
    public const string Quantity = "quantity";

    /// <summary>Things that are sold.</summary>
    public const string Product = "product";

    /// <summary>Dates.</summary>
    public const string Date = "date";

    /// <summary>People.</summary>
    public const string Person = "person";

    /// <summary>Places.</summary>
    public const string Place = "place";

    /// <summary>Places that something comes from.</summary>
    public const string Origin = "origin";

    /// <summary>Places that something goes to.</summary>
    public const string Destination = "destination";

    private const string Lines = """
        amount: amount total sum value paid pay payment spend spent revenue sales turnover income cost costs expense expenses charge earn earned bring brought сумма платеж оплата оплатить заплатить платить потратить потрачено трата тратить ушло расход выручка доход оборот стоимость итог заработать принести выплата money proceeds takings деньги денег стоить
        price: price cost costs tariff fee expensive cheap цена стоимость стоить тариф дорогой дешевый
        quantity: quantity qty units unit pieces count number sold sell bought buy copies количество штука штук шт единица кол-во продано продать продавать купить приобрести число
        date: date day when дата день дня когда число
        month: month месяц
        year: year год
        person: name person who customer client buyer employee staff payer student author player people tenant member worker colleague имя фио кто клиент покупатель сотрудник работник плательщик студент автор игрок человек люди жилец ученик участник заказчик
        customer: customer client buyer клиент покупатель заказчик
        employee: employee staff worker colleague сотрудник работник коллега
        place: city town place location country region destination where live город место страна регион где жить
        region: region area district territory регион область район край
        city: city town город
        country: country state nation страна государство
        product: product buy bought купить item goods article sku товар продукт изделие позиция артикул
        category: category type kind group class категория тип вид группа класс
        department: department division team unit отдел подразделение департамент команда
        salary: salary wage pay earn earned earns income зарплата оклад зарабатывать получать жалованье money деньги денег
        age: age old years возраст лет старый
        population: population inhabitants residents people население житель людей
        area: area size square площадь
        status: status state статус состояние
        order: order purchase заказ покупка
        invoice: invoice bill счет накладная
        supplier: supplier vendor seller supply поставщик продавец поставлять
        origin: origin source откуда отправление
        destination: destination arrival go куда назначение прибытие
        days: day days день дней дня
        vacation: vacation leave holiday отпуск
        manager: manager boss менеджер руководитель
        basket: basket cheque receipt чек корзина
        discount: discount скидка
        profit: profit margin прибыль маржа
        rating: rating score mark grade stars рейтинг оценка балл
        weight: weight heavy kg вес масса тяжелый
        height: height tall high высота рост высокий
        length: length long длина длинный
        duration: duration hours minutes time long длительность продолжительность час минута время
        hours: hours час
        title: title book name название книга заголовок
        phone: phone telephone телефон
        stock: stock inventory left warehouse остаток склад наличие запас
        temperature: temperature warm cold hot температура теплый холодный жаркий
        store: store shop branch outlet магазин филиал точка лавка
        team: team club squad команда клуб
        warehouse: warehouse depot склад
        vehicle: vehicle car model машина автомобиль модель
        position: position job role должность профессия роль
        project: project проект
        room: room ward комната палата помещение
        school: school класс школа
        subject: subject course предмет курс дисциплина
        distance: distance mileage km расстояние пробег
        budget: budget бюджет
        visitors: visitors visits guests посетитель посещение гость
        tax: tax vat налог ндс
        balance: balance баланс остаток сальдо
        description: description details purpose memo описание назначение комментарий
        goals: goals гол
        points: points очко балл
        north: north northern север северный
        south: south southern юг южный
        east: east eastern восток восточный
        west: west western запад западный
        """;

    // Names of people by what they do. They share no idea among themselves: a customer is no seller.
    private static readonly string[] s_sellers =
        "seller salesperson salesman saleswoman vendor agent rep representative manager cashier employee staff consultant assistant продавец менеджер агент кассир сотрудник представитель консультант работник".Split(' ');

    private static readonly string[] s_buyers =
        "customer client buyer payer guest tenant покупатель клиент заказчик плательщик гость жилец".Split(' ');

    private static readonly string[] s_people =
    [
        .. s_sellers, .. s_buyers,
        .. "person worker colleague student author player member participant driver teacher doctor patient owner user assignee courier recipient сотрудник человек студент автор игрок ученик участник коллега водитель учитель врач пациент владелец исполнитель ответственный курьер получатель мастер фио".Split(' '),
    ];

    // Money that comes in is not the money that goes out.
    private static readonly string[] s_incoming =
        "revenue turnover income proceeds takings earn earned sales выручка доход оборот заработать".Split(' ');

    private static readonly string[] s_outgoing = "cost costs expense expenses expenditure spend spent расход потратить потрачено трата тратить ушло".Split(' ');

    private static readonly (string Name, string[] Words)[] s_concepts =
    [
        .. Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": "))
            .Select(parts => (parts[0], parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))),
    ];

    private static readonly HashSet<string> s_notAdditive = new(StringComparer.Ordinal)
    {
        Price, "age", "rating", "temperature", "discount", "basket", "height", "year", "salary", "population", "area",
    };

    private static readonly string[] s_figures =
        [Amount, Price, "salary", "profit", "budget", "balance", "stock", "tax", "discount", "rating", "weight", "temperature", "population", "distance"];

    private static readonly ConcurrentDictionary<string, IReadOnlySet<string>> s_known = new(StringComparer.Ordinal);

    /// <summary>The ideas that a folded word may name.</summary>
    public static IReadOnlySet<string> Of(string word)
    {
        // The cache is bounded by clearing: words come from users.
        if (s_known.Count > 50_000)
        {
            s_known.Clear();
        }

        return s_known.GetOrAdd(word, static key => s_concepts
            .Where(concept => concept.Words.Any(known => Inflection.AreForms(known, key)))
            .Select(concept => concept.Name)
            .ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Whether the two folded words name a common idea, and not money in and money out.</summary>
    public static bool Share(string left, string right) =>
        Of(left).Overlaps(Of(right))
        && !(IsOneOf(s_incoming, left) && IsOneOf(s_outgoing, right)) && !(IsOneOf(s_outgoing, left) && IsOneOf(s_incoming, right));

    /// <summary>Whether the folded word speaks of money that goes out.</summary>
    public static bool IsOutgoing(string word) => IsOneOf(s_outgoing, word);

    /// <summary>Whether the folded word speaks of money that comes in.</summary>
    public static bool IsIncoming(string word) => IsOneOf(s_incoming, word);

    /// <summary>Whether the folded word names people by what they are or do: <c>seller</c>, <c>клиент</c>.</summary>
    public static bool IsPerson(string word) => IsOneOf(s_people, word);

    /// <summary>Whether the folded word names those who sell.</summary>
    public static bool IsSeller(string word) => IsOneOf(s_sellers, word);

    /// <summary>Whether the folded word names those who buy.</summary>
    public static bool IsBuyer(string word) => IsOneOf(s_buyers, word);

    /// <summary>Whether the folded word is money itself, which is measured and never counted.</summary>
    public static bool IsMoney(string word) => word is "money" or "денег" or "деньги" or "деньгам" or "деньгами";

    /// <summary>Whether the folded word asks for an amount, a price or another figure that rows are not the number of.</summary>
    public static bool IsFigure(string word) => Of(word).Overlaps(s_figures);

    private static bool IsOneOf(string[] words, string word) => words.Any(known => Inflection.AreForms(known, word));

    /// <summary>Whether numbers of these ideas add up to something that means anything.</summary>
    public static bool AreAdditive(IEnumerable<string> concepts) => !concepts.Any(s_notAdditive.Contains);
}
