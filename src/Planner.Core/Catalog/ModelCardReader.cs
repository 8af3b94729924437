using System.Text;
using System.Text.Json;
using Planner.Serialization;

namespace Planner.Catalog;

/// <summary>Reads model cards from JSON lines and collects what is wrong with them.</summary>
internal sealed class ModelCardReader(TaskTaxonomy taxonomy)
{
    private readonly Dictionary<string, string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ModelCard> _cards = [];
    private readonly List<CatalogProblem> _problems = [];

    public IReadOnlyList<ModelCard> Cards => _cards;

    public IReadOnlyList<CatalogProblem> Problems => _problems;

    /// <summary>Reads one file; throws only when the file can't be read.</summary>
    public void Read(string path)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        var number = 0;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            number++;
            var line = bytes[range].Trim(" \t\r"u8);
            if (line.IsEmpty)
            {
                continue;
            }

            if (Card(line, out var problem) is not { } card)
            {
                Report(path, number, problem);
            }
            else if (!_seen.TryAdd(card.Id, $"'{path}' line {number}"))
            {
                Report(path, number, $"repeats the model '{card.Id}' of {_seen[card.Id]}, which is used. Remove one of the two.");
            }
            else
            {
                _cards.Add(card);
            }
        }
    }

    /// <summary>Reads one card; null, with what is wrong, when it is none.</summary>
    public ModelCard? ReadOne(string line, out string problem) => Card(Encoding.UTF8.GetBytes(line), out problem);

    /// <summary>Takes cards that are in no file. One of a model that a file has too only brings the model's state, see <see cref="ModelCard.WithStateOf"/>.</summary>
    public void Add(ICardSource source)
    {
        Dictionary<string, int>? places = null;
        var cards = source.Cards;
        _problems.AddRange(source.Problems);
        foreach (var card in cards)
        {
            if (_seen.TryAdd(card.Id, "an engine"))
            {
                _cards.Add(card);
            }
            else if (card.Providers is not null || card.Gated || card.Gone)
            {
                places ??= Places();
                if (places.TryGetValue(card.Id, out var place))
                {
                    _cards[place] = _cards[place].WithStateOf(card);
                }
            }
        }
    }

    /// <summary>Brings cards the present state of their models, see <see cref="ModelCard.WithStateOf"/>.</summary>
    public void Renew(IReadOnlyDictionary<string, ModelCard> newer)
    {
        for (var place = 0; newer.Count > 0 && place < _cards.Count; place++)
        {
            if (newer.TryGetValue(_cards[place].Id, out var card))
            {
                _cards[place] = _cards[place].WithStateOf(card);
            }
        }
    }

    /// <summary>Notes what others left out.</summary>
    public void Report(IEnumerable<CatalogProblem> problems) => _problems.AddRange(problems);

    private Dictionary<string, int> Places() =>
        _cards.Select((card, place) => (card.Id, place)).ToDictionary(pair => pair.Id, pair => pair.place, StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes that a line, or with 0 a whole file, was left out.</summary>
    public void Report(string path, int line, string what) =>
        _problems.Add(new CatalogProblem(path, line, line > 0 ? $"'{path}' line {line} {what}" : $"'{path}' {what}"));

    private ModelCard? Card(ReadOnlySpan<byte> line, out string problem)
    {
        ModelCard? card;
        try
        {
            card = JsonSerializer.Deserialize(line, PlannerJson.Context.ModelCard);
        }
        catch (JsonException exception)
        {
            problem = Explain(line, exception);
            return null;
        }

        problem = Fault(card);
        return problem.Length > 0 ? null : Canonical(card!);
    }

    private string Fault(ModelCard? card)
    {
        if (card is null)
        {
            return "is 'null' instead of a model card. Remove it.";
        }

        if (string.IsNullOrWhiteSpace(card.Id))
        {
            return "has no id. Give it the model's id on the Hub, such as \"openai/whisper-large-v3\".";
        }

        // JSON's null gets past the compiler's checks.
        if (card is { Tasks: null or [] } or { Description: null } or { Languages: null })
        {
            return $"(model '{card.Id}') has no tasks, or null where text or a list is due. Name at least one task of tasks.json, and leave out what is not known.";
        }

        if (card.Tasks.FirstOrDefault(task => task is null || !taxonomy.TryGet(task, out _)) is { } unknown)
        {
            return $"(model '{card.Id}') names the task '{unknown}', which is not in tasks.json. Correct the card or add the task.";
        }

        if (card.Tasks.Contains(null) || card.Languages.Contains(null))
        {
            return $"(model '{card.Id}') has null in a list. Remove it.";
        }

        return FigureCheck.Fault(card) is { Length: > 0 } fault ? $"(model '{card.Id}') {fault}" : "";
    }

    private ModelCard Canonical(ModelCard card)
    {
        string Id(string task) => taxonomy.TryGet(task, out var type) ? type.Id : task;
        return card.Tasks.All(task => Id(task) == task) ? card : card with { Tasks = [.. card.Tasks.Select(Id).Distinct()] };
    }

    private static string Explain(ReadOnlySpan<byte> line, JsonException exception)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return "is JSON but not an object. A card is {\"id\":…,\"tasks\":[…],\"description\":…}.";
            }

            string[] missing = [.. RequiredNames.Where(name => !root.EnumerateObject().Any(property => property.NameEquals(name)))];
            return missing.Length > 0
                ? $"has no {string.Join(", ", missing)}. Add it; a card is {{\"id\":…,\"tasks\":[…],\"description\":…}}."
                : $"has a value of the wrong kind at '{exception.Path}'. Correct it; a card is {{\"id\":…,\"tasks\":[…],\"description\":…}}.";
        }
        catch (JsonException)
        {
            return $"is not JSON (byte {exception.BytePositionInLine + 1}). Correct or remove it.";
        }
    }

    private static readonly string[] RequiredNames = ["id", "tasks", "description"];
}
