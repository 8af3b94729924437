using Planner.Artifacts;
using Planner.Values;

namespace Planner.Runs;

/// <summary>Refuses requests that can't be meant.</summary>
internal static class RequestCheck
{
    private const double MaxDeadlineSeconds = 30 * 86_400;

    /// <summary>Throws when the request can't be taken.</summary>
    /// <exception cref="BadRequestException">It is empty, too long, or a file is not what its name says.</exception>
    public static void ThrowIfBad(Request request, RunOptions options)
    {
        if (string.IsNullOrWhiteSpace(request.Text))
        {
            throw new BadRequestException("The request is empty. Say in words what is to be done, such as \"Summarise this\", and attach the files that it is about.");
        }

        if (request.Text.Length > options.MaxTextLength)
        {
            throw new BadRequestException(
                $"The request has {request.Text.Length:N0} characters; at most {options.MaxTextLength:N0} are taken. Put the long text into a file and attach it.");
        }

        if (request.Attachments.Count > options.MaxAttachments)
        {
            throw new BadRequestException($"{request.Attachments.Count} files are attached; at most {options.MaxAttachments} are taken. Ask in several requests.");
        }

        if (request.Options.DeadlineSeconds is { } seconds && !(seconds > 0 && seconds <= MaxDeadlineSeconds))
        {
            throw new BadRequestException("The deadline must be longer than 0 seconds and at most 30 days. Leave it out for none.");
        }

        if (request.Options.Prefer is { } prefer && prefer is not ("fast" or "balanced" or "best"))
        {
            throw new BadRequestException($"'{prefer}' can't be preferred. Prefer fast, balanced or best.");
        }

        if (request.Options.Ensemble is < 0 or > 10)
        {
            throw new BadRequestException($"An ensemble has from 2 to 10 models, not {request.Options.Ensemble}.");
        }

        if (request.Options.BudgetUsd is { } usd && usd is not (>= 0 and <= 1_000_000_000))
        {
            throw new BadRequestException("The budget must be from 0 to a billion US dollars. Leave it out for none.");
        }

        foreach (var file in request.Attachments)
        {
            var actual = file.Artifact.MediaType;
            if (MediaTypes.FromName(file.Name) is { } named && MediaTypes.ModalityOf(named) != MediaTypes.ModalityOf(actual))
            {
                if (actual == MediaTypes.Unknown && named is not (MediaTypes.WordDocument or MediaTypes.Spreadsheet) && MediaTypes.ModalityOf(named) is Modality.Text or Modality.Table)
                {
                    throw new BadRequestException($"'{file.Name}' is no text in UTF-8; Planner reads no older encodings. Save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\").");
                }

                throw new BadRequestException(
                    $"'{file.Name}' is named like {named}, but its content is {(actual == MediaTypes.Unknown ? "of no known kind" : actual)}. Attach the right file, or give it the right name.");
            }
        }
    }
}
