using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Artifacts;
using Planner.Inference.Local.Programs;
using Planner.Planning;
using Planner.Values;

namespace Planner.Inference.Local.Commands;

/// <summary>Runs a program of the user's as an engine, as its file says.</summary>
internal sealed class CommandEngine(CommandFile file, ProcessRunner programs, ArtifactStore store) : ILocalEngine
{
    private readonly CommandDefinition _definition = file.Definition;

    /// <inheritdoc/>
    public string Id => _definition.Id;

    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => [file.Task.Id];

    /// <inheritdoc/>
    public Runnability CanRun(PlanStep step) => ProgramFinder.Find(_definition.Program) is { } path
        ? Runnability.Yes(path)
        : Runnability.No($"{_definition.Program} is not installed", _definition.Fix);

    /// <inheritdoc/>
    public bool IsRepeatable => _definition.Repeatable;

    /// <inheritdoc/>
    public Task<EngineStatus> StatusAsync(CancellationToken cancellationToken) => Task.FromResult(
        ProgramFinder.Find(_definition.Program) is { } path
            ? new EngineStatus(Id, true, $"{file.Task.Id} through {path}", [], [])
            : new EngineStatus(Id, false, $"{_definition.Program} is not installed{(_definition.Fix is null ? "" : $"; run: {_definition.Fix}")}", [], []));

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        using var folder = ScratchFolder.Create();
        var values = await ValuesAsync(request, folder, cancellationToken);
        var result = await programs.RunAsync(
            new ProgramCall(_definition.Program, file.Template.Fill(values))
            {
                Folder = folder,
                Input = _definition.Input is { } input ? Encoding.UTF8.GetBytes(CommandTemplate.Fill(input, values, isGuarded: false)) : default,
                TimeLimit = _definition.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            },
            cancellationToken);
        if (!result.Succeeded)
        {
            var error = result.ToError($"running {Id}", _definition.Program);
            throw new EngineException(result.Outcome == ProgramOutcome.NotFound ? error with { Fix = _definition.Fix } : error);
        }

        var value = _definition.Output == "file" ? await FileAsync(folder, request, cancellationToken) : await PrintedAsync(result.Output, cancellationToken);
        return InferenceResult.Success(value with { Sources = Sources(request) });
    }

    private async Task<Dictionary<string, CommandValue>> ValuesAsync(InferenceRequest request, ScratchFolder folder, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, CommandValue>(StringComparer.Ordinal)
        {
            [CommandFile.OutputName] = new(folder.File(CommandFile.OutputName)),
            [CommandFile.InstructionName] = new(request.Step.Instruction, IsProse: true),
        };
        foreach (var (name, node) in request.Parameters)
        {
            if (node is not null)
            {
                values[name] = new CommandValue(node is JsonArray list ? string.Join(',', list.Select(item => item?.ToString())) : node.ToString());
            }
        }

        foreach (var slot in file.Task.Inputs.Where(slot => request.Inputs.ContainsKey(slot.Name)))
        {
            values[slot.Name] = request.Inputs[slot.Name] switch
            {
                ArtifactValue media when !slot.Accepts.Contains(Modality.Text) => new CommandValue(await CopyAsync(media.Artifact, slot.Name, folder, cancellationToken)),
                ListValue { Items: [ArtifactValue media] } when !slot.Accepts.Contains(Modality.Text) =>
                    new CommandValue(await CopyAsync(media.Artifact, slot.Name, folder, cancellationToken)),
                ListValue list when list.Items.Any(item => item is ArtifactValue) && !slot.Accepts.Contains(Modality.Text) => throw EngineException.BadInput(
                    $"Step {request.Step.Id} has {list.Items.Count} files as '{slot.Name}'; {Id} takes one.", "Run it for each."),
                _ => new CommandValue((await SlotValues.TextAsync(request, slot.Name, store, cancellationToken)).Text, IsProse: true),
            };
        }

        return values;
    }

    // A copy with a telling ending, under a name of ours: programs go by it, and what they do to it harms nothing.
    private async Task<string> CopyAsync(Artifact artifact, string slot, ScratchFolder folder, CancellationToken cancellationToken)
    {
        var path = folder.File("input-" + slot + (MediaTypes.Extension(artifact.MediaType) ?? ""));
        await using var from = store.OpenRead(artifact);
        await using var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await from.CopyToAsync(to, cancellationToken);
        return path;
    }

    private async Task<Value> FileAsync(ScratchFolder folder, InferenceRequest request, CancellationToken cancellationToken)
    {
        // "{output}.png" is how a template chooses an ending.
        var path = Directory.EnumerateFiles(folder.Path, CommandFile.OutputName + "*").Order(StringComparer.Ordinal).FirstOrDefault();
        if (path is null || new FileInfo(path) is not { Length: > 0, LinkTarget: null })
        {
            throw EngineException.Model($"{Id} wrote no file.", "Check that the program writes to {output}.");
        }

        if (!Modalities.IsMedia(file.Task.Output) && file.Task.Output != Modality.Table)
        {
            return await PrintedAsync(await File.ReadAllBytesAsync(path, cancellationToken), cancellationToken);
        }

        var stem = request.Inputs.Values.OfType<ArtifactValue>().FirstOrDefault()?.Artifact.Name is { } name ? Path.GetFileNameWithoutExtension(name) + "-" : "";
        return Checked(new ArtifactValue(await store.PutFileAsync(path, stem + Id["command/".Length..] + Path.GetExtension(path), cancellationToken)));
    }

    private async Task<Value> PrintedAsync(byte[] printed, CancellationToken cancellationToken)
    {
        if (Modalities.IsMedia(file.Task.Output))
        {
            return printed.Length == 0
                ? throw EngineException.Model($"{Id} printed nothing.")
                : Checked(new ArtifactValue(await store.PutAsync(new MemoryStream(printed), Id["command/".Length..], cancellationToken)));
        }

        var text = Encoding.UTF8.GetString(printed).Trim();
        if (text.Length == 0)
        {
            throw EngineException.Model($"{Id} gave nothing.");
        }

        if (file.Task.Output is Modality.Text or Modality.Any)
        {
            return new TextValue(text);
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind is JsonValueKind.Array or JsonValueKind.Object
                ? new StructuredValue(file.Task.Output, json.RootElement.Clone())
                : throw EngineException.Model($"{Id} gave {json.RootElement.ValueKind} where {file.Task.Output.Name()} are due.", "See the forms in the documentation of values.");
        }
        catch (JsonException exception)
        {
            throw EngineException.Model($"{Id} gave no JSON where {file.Task.Output.Name()} are due: {exception.Message}", "Make the program print JSON.");
        }
    }

    private ArtifactValue Checked(ArtifactValue value) => Modalities.Fits(value.Modality, file.Task.Output)
        ? value
        : throw EngineException.Model($"{Id} gave {value.Artifact.MediaType} where {file.Task.Output.Name()} is due.");

    private static IReadOnlyList<ValueSource> Sources(InferenceRequest request) =>
        [.. request.Inputs.Values.OfType<ArtifactValue>().Select(value => new ValueSource { ArtifactId = value.Artifact.Id, Name = value.Artifact.Name })];
}
