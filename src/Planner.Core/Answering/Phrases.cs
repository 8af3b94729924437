using Planner.Inference;

namespace Planner.Answering;

/// <summary>The words of answers in one language. A language is added by adding a table.</summary>
internal sealed record Phrases
{
    public required string NoTask { get; init; }

    public required string Files { get; init; }

    public required string NotDone { get; init; }

    public required string From { get; init; }

    public required string Page { get; init; }

    public required string OutOfTime { get; init; }

    public required string NothingCameOut { get; init; }

    public required string Numbers { get; init; }

    /// <summary>Behind a single score, which alone says nothing to a person.</summary>
    public required string Scale { get; init; }

    public required string More { get; init; }

    public required string Unsure { get; init; }

    public required string Poor { get; init; }

    public required string Skipped { get; init; }

    /// <summary>What kinds of failures are called; what exactly failed is said behind it, as the step's error says it, in English. Empty: that says it all.</summary>
    public IReadOnlyDictionary<StepErrorKind, string> Failures { get; init; } = new Dictionary<StepErrorKind, string>();

    public required string Row { get; init; }

    public required string NotIn { get; init; }

    public required string OfAnother { get; init; }

    public required string InNoResult { get; init; }

    public required string NoSuchFile { get; init; }

    public required string LinkRemoved { get; init; }

    public required string FromModelAlone { get; init; }

    public required string BrokeOff { get; init; }

    /// <summary>The table for a language; English where there is none.</summary>
    public static Phrases For(string? language) => language switch
    {
        "ru" => Russian,
        "es" => Spanish,
        _ => English,
    };

    private static readonly Phrases English = new()
    {
        NoTask = "I found no task in this request that I could do without a language model, and none is configured. I can read pages and PDFs, answer questions about them and about tables, summarise, translate and speak. Say what is to be done, and attach what it is about.",
        Files = "Files made",
        NotDone = "Not done",
        From = "from",
        Page = "p.",
        OutOfTime = "The time ran out before everything was done; this is what there is.",
        NothingCameOut = "Nothing came out of it.",
        Numbers = "numbers",
        Scale = "on a scale from 0 (unrelated) to 1 (the same)",
        More = "more characters",
        Unsure = "not sure",
        Poor = "To be taken with care",
        Skipped = "not run, since {0} gave no result",
        Row = "row",
        NotIn = "not in {0}",
        OfAnother = "{0} says otherwise",
        InNoResult = "in no result",
        NoSuchFile = "there is no such file",
        LinkRemoved = "link removed",
        FromModelAlone = "From {0} alone; nothing was looked up or checked.",
        BrokeOff = "The answer broke off here: the model failed. What the steps gave:",
    };

    private static readonly Phrases Russian = new()
    {
        NoTask = "В этом запросе не нашлось задачи, которую можно выполнить без языковой модели, а она не подключена. Я умею читать страницы и PDF, отвечать на вопросы по ним и по таблицам, пересказывать, переводить и озвучивать. Напишите, что нужно сделать, и приложите файлы.",
        Files = "Готовые файлы",
        NotDone = "Не сделано",
        From = "источник:",
        Page = "с.",
        OutOfTime = "Время вышло раньше, чем всё было сделано; вот что готово.",
        NothingCameOut = "Ничего не получилось.",
        Numbers = "чисел",
        Scale = "по шкале от 0 (ничего общего) до 1 (одно и то же)",
        More = "знаков ещё",
        Unsure = "не уверен",
        Poor = "Требует проверки",
        Skipped = "не выполнялось: шаг {0} не дал результата",
        Failures = new Dictionary<StepErrorKind, string>
        {
            [StepErrorKind.BadInput] = "исходные данные не подходят",
            [StepErrorKind.CannotRun] = "здесь это нечем выполнить",
            [StepErrorKind.Model] = "модель не справилась",
            [StepErrorKind.Unavailable] = "сервис занят или недоступен",
            [StepErrorKind.TimedOut] = "не хватило времени",
            [StepErrorKind.Unresolved] = "в результате другого шага нет нужной части",
            [StepErrorKind.Budget] = "бюджет этого не позволяет",
            [StepErrorKind.Internal] = "внутренняя ошибка",
        },
        Row = "строка",
        NotIn = "нет в {0}",
        OfAnother = "в {0} иначе",
        InNoResult = "нет ни в одном результате",
        NoSuchFile = "такого файла нет",
        LinkRemoved = "ссылка убрана",
        FromModelAlone = "Только со слов модели {0}: ничего не искалось и не проверялось.",
        BrokeOff = "Здесь ответ оборвался: модель отказала. Вот что дали шаги:",
    };

    private static readonly Phrases Spanish = new()
    {
        NoTask = "No encontré en esta petición ninguna tarea que pueda hacer sin un modelo de lenguaje, y no hay ninguno configurado. Sé leer páginas y PDF, responder preguntas sobre ellos y sobre tablas, resumir, traducir y leer en voz alta. Diga qué hay que hacer y adjunte los archivos.",
        Files = "Archivos creados",
        NotDone = "Sin hacer",
        From = "de",
        Page = "pág.",
        OutOfTime = "El tiempo se agotó antes de terminar; esto es lo que hay.",
        NothingCameOut = "No salió nada.",
        Numbers = "números",
        Scale = "en una escala de 0 (sin relación) a 1 (lo mismo)",
        More = "caracteres más",
        Unsure = "no es seguro",
        Poor = "Conviene comprobar",
        Skipped = "no se ejecutó: {0} no dio resultado",
        Failures = new Dictionary<StepErrorKind, string>
        {
            [StepErrorKind.BadInput] = "los datos de entrada no sirven",
            [StepErrorKind.CannotRun] = "aquí no hay con qué hacerlo",
            [StepErrorKind.Model] = "el modelo no lo consiguió",
            [StepErrorKind.Unavailable] = "el servicio está ocupado o no responde",
            [StepErrorKind.TimedOut] = "faltó tiempo",
            [StepErrorKind.Unresolved] = "al resultado de otro paso le falta la parte necesaria",
            [StepErrorKind.Budget] = "el presupuesto no lo permite",
            [StepErrorKind.Internal] = "error interno",
        },
        Row = "fila",
        NotIn = "no está en {0}",
        OfAnother = "{0} dice otra cosa",
        InNoResult = "en ningún resultado",
        NoSuchFile = "no existe tal archivo",
        LinkRemoved = "enlace quitado",
        FromModelAlone = "Solo según {0}; no se buscó ni se comprobó nada.",
        BrokeOff = "La respuesta se cortó aquí: el modelo falló. Esto dieron los pasos:",
    };
}
